import { heldBy } from './automation/held.ts'
import type { Firing } from './automation/state.ts'
import type { Aggregate, States } from './model.ts'

/** What an instance belongs to: the run of a task or a thread, the thread of a landing, the recipient of a message. */
const groups: { readonly [A in Aggregate]?: (state: States[A]) => string } = {
  task: ({ run }) => run,
  thread: ({ run }) => run,
  landing: ({ thread }) => thread,
  message: ({ to }) => to,
  finding: ({ project }) => project,
  contract: ({ project }) => project,
  negotiation: ({ project }) => project,
  item: ({ cluster }) => cluster,
  coupling: ({ project }) => project,
  cluster: ({ project }) => project,
  automation: ({ project }) => project,
  firing: ({ automation, state }) => (state.kind === 'held' ? heldBy(automation) : automation),
  outbound: ({ thread }) => thread,
}

/** The group of an instance; null for aggregates that have none. */
export function groupOf<A extends Aggregate>(aggregate: A, state: States[A]): string | null {
  return groups[aggregate]?.(state) ?? null
}

type Grouped<A extends Aggregate> = Map<string, Map<string, States[A]>>

/** Instances by what they belong to, each group in the order in which its members came. */
export class GroupIndex<A extends Aggregate> {
  readonly #aggregate: A
  readonly #states: ReadonlyMap<string, States[A]>
  /** Made when first asked for: where nothing has a plan, nobody asks. */
  #groups: Grouped<A> | null = null

  /** `states`: what is indexed; each change of it is told by `set` or `delete`. */
  constructor(aggregate: A, states: ReadonlyMap<string, States[A]>) {
    this.#aggregate = aggregate
    this.#states = states
  }

  /** `before`: what was there under the id. */
  set(id: string, state: States[A], before: States[A] | undefined): void {
    if (this.#groups === null) return
    if (before !== undefined && groupOf(this.#aggregate, before) !== groupOf(this.#aggregate, state)) {
      this.delete(id, before)
    }
    add(this.#groups, groupOf(this.#aggregate, state), state)
  }

  delete(id: string, before: States[A] | undefined): void {
    if (this.#groups === null || before === undefined) return
    const group = groupOf(this.#aggregate, before)
    const members = group === null ? undefined : this.#groups.get(group)
    if (group === null || members === undefined) return
    members.delete(id)
    if (members.size === 0) this.#groups.delete(group)
  }

  values(group: string): Iterable<States[A]> {
    this.#groups ??= this.#made()
    return this.#groups.get(group)?.values() ?? []
  }

  /** Held firings go on in the order in which they came, also after a restart, which brings them in another one. */
  #inOrder(): Iterable<States[A]> {
    const states = this.#states.values()
    if (this.#aggregate !== 'firing') return states
    return [...states].sort((one, other) => (one as Firing).order - (other as Firing).order)
  }

  #made(): Grouped<A> {
    const groups: Grouped<A> = new Map()
    for (const state of this.#inOrder()) add(groups, groupOf(this.#aggregate, state), state)
    return groups
  }
}

function add<A extends Aggregate>(groups: Grouped<A>, group: string | null, state: States[A]): void {
  if (group === null) return
  const members = groups.get(group)
  if (members === undefined) groups.set(group, new Map([[state.id, state]]))
  else members.set(state.id, state)
}
