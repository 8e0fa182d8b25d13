import { isUnderWay, isWaiting } from './landing/queries.ts'
import type { Landing } from './landing/state.ts'
import type { Aggregate, Role, States } from './model.ts'
import type { Task } from './task/state.ts'
import { holdsSlot, keepsSlot } from './thread/queries.ts'
import type { Thread } from './thread/state.ts'

/** What an instance is to scheduling: in line for a slot or a landing turn, holding one, or neither. */
function roleOf(aggregate: Aggregate, state: States[Aggregate]): Role | null {
  if (aggregate === 'thread') return roleOfThread(state as Thread)
  if (aggregate === 'task') return taskRoles[(state as Task).state.kind]
  if (aggregate !== 'landing') return null
  if (isWaiting(state as Landing)) return 'waiting'
  return isUnderWay(state as Landing) ? 'holding' : null
}

function roleOfThread(thread: Thread): Role | null {
  const { kind } = thread.state
  if (kind === 'queued') return 'waiting'
  if (kind === 'ready') return 'reviewing'
  if (holdsSlot(thread) || keepsSlot(thread)) return 'holding'
  return kind === 'verifying' || kind === 'landing' ? 'finishing' : null
}

const taskRoles: { readonly [Kind in Task['state']['kind']]: Role | null } = {
  proposed: null,
  waiting: 'blocked',
  ready: 'waiting',
  starting: 'holding',
  active: null,
  landed: null,
  parked: 'blocked',
  removed: null,
}

/** The few instances that have a role, so that scheduling costs no more in a large model. */
export class RoleIndex<A extends Aggregate> {
  readonly #aggregate: A
  /** Made when first needed: a decision that looks ahead opens an index for every aggregate, and fills few. */
  readonly #roles = new Map<Role, Map<string, States[A]>>()

  constructor(aggregate: A) {
    this.#aggregate = aggregate
  }

  set(id: string, state: States[A]): void {
    const role = roleOf(this.#aggregate, state)
    for (const [other, states] of this.#roles) if (other !== role) states.delete(id)
    if (role === null) return
    const states = this.#roles.get(role) ?? new Map<string, States[A]>()
    this.#roles.set(role, states.set(id, state))
  }

  delete(id: string): void {
    for (const states of this.#roles.values()) states.delete(id)
  }

  values(role: Role): Iterable<States[A]> {
    return this.#roles.get(role)?.values() ?? []
  }
}
