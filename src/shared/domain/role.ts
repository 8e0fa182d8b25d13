import { isUnderWay, isWaiting } from './landing/queries.ts'
import type { Landing } from './landing/state.ts'
import type { Aggregate, Role, States } from './model.ts'
import { holdsSlot } from './thread/queries.ts'
import type { Thread } from './thread/state.ts'

/** What an instance is to scheduling: in line for a slot or a landing turn, holding one, or neither. */
function roleOf(aggregate: Aggregate, state: States[Aggregate]): Role | null {
  if (aggregate === 'thread') {
    if ((state as Thread).state.kind === 'queued') return 'waiting'
    return holdsSlot(state as Thread) ? 'holding' : null
  }
  if (aggregate !== 'landing') return null
  if (isWaiting(state as Landing)) return 'waiting'
  return isUnderWay(state as Landing) ? 'holding' : null
}

/** The few instances that have a role, so that scheduling costs no more in a large model. */
export class RoleIndex<A extends Aggregate> {
  readonly #aggregate: A
  readonly #roles: { readonly [R in Role]: Map<string, States[A]> } = { waiting: new Map(), holding: new Map() }

  constructor(aggregate: A) {
    this.#aggregate = aggregate
  }

  set(id: string, state: States[A]): void {
    const role = roleOf(this.#aggregate, state)
    for (const each of ['waiting', 'holding'] as const) {
      if (each === role) this.#roles[each].set(id, state)
      else this.#roles[each].delete(id)
    }
  }

  delete(id: string): void {
    this.#roles.waiting.delete(id)
    this.#roles.holding.delete(id)
  }

  values(role: Role): Iterable<States[A]> {
    return this.#roles[role].values()
  }
}
