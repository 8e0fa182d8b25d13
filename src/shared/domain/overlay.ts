import type { StoredEvent } from './event.ts'
import { GroupIndex, groupOf } from './group.ts'
import { type Aggregate, aggregates, type Model, type Role, type States, type Table } from './model.ts'
import { aggregateOf, reduce } from './reduce.ts'
import { RoleIndex } from './role.ts'

/**
 * A model with changes on top of another one that stays as it is: how a commit window, or a
 * decision that looks at its own consequences, sees events that are not stored yet.
 */
export class Overlay {
  readonly model: Model
  readonly #tables: Tables

  constructor(base: Model) {
    const tables: { [A in Aggregate]?: OverlayTable<Aggregate> } = {}
    for (const aggregate of aggregates) tables[aggregate] = new OverlayTable(aggregate, base[aggregate])
    this.#tables = tables as unknown as Tables
    this.model = this.#tables
  }

  apply(stored: StoredEvent): void {
    const table = this.#tables[aggregateOf(stored.event)] as OverlayTable<Aggregate>
    const id = stored.event.id
    table.set(id, reduce(table.get(id), stored.event, stored))
  }

  /** Every instance that differs from the base, with the aggregate it belongs to. */
  *changes(): Iterable<{ readonly aggregate: Aggregate; readonly id: string; readonly state: States[Aggregate] }> {
    for (const aggregate of aggregates) {
      for (const [id, state] of this.#tables[aggregate].changed) yield { aggregate, id, state }
    }
  }
}

type Tables = { readonly [A in Aggregate]: OverlayTable<A> }

/** What of one table differs from the base. */
class Changes<A extends Aggregate> {
  readonly states = new Map<string, States[A]>()
  readonly roles: RoleIndex<A>
  readonly groups: GroupIndex<A>

  constructor(aggregate: A) {
    this.roles = new RoleIndex(aggregate)
    this.groups = new GroupIndex(aggregate, this.states)
  }

  set(id: string, state: States[A]): void {
    this.groups.set(id, state, this.states.get(id))
    this.states.set(id, state)
    this.roles.set(id, state)
  }
}

const nothing: ReadonlyMap<string, never> = new Map<string, never>()

class OverlayTable<A extends Aggregate> implements Table<States[A]> {
  readonly #aggregate: A
  readonly #base: Table<States[A]>
  /** Made with the first one: most decisions change one or two tables. */
  #changes: Changes<A> | null = null
  #added = 0

  constructor(aggregate: A, base: Table<States[A]>) {
    this.#aggregate = aggregate
    this.#base = base
  }

  get size(): number {
    return this.#base.size + this.#added
  }

  get changed(): ReadonlyMap<string, States[A]> {
    return this.#changes?.states ?? nothing
  }

  get(id: string): States[A] | undefined {
    return this.#changes?.states.get(id) ?? this.#base.get(id)
  }

  set(id: string, state: States[A]): void {
    this.#changes ??= new Changes(this.#aggregate)
    if (!this.#changes.states.has(id) && this.#base.get(id) === undefined) this.#added += 1
    this.#changes.set(id, state)
  }

  *values(): Iterable<States[A]> {
    const { changed } = this
    for (const state of this.#base.values()) yield changed.get(state.id) ?? state
    if (this.#added === 0) return
    for (const [id, state] of changed) if (this.#base.get(id) === undefined) yield state
  }

  /** A list: overlays lie upon each other, and a generator upon a generator costs more than what it spares. */
  inRole(role: Role): Iterable<States[A]> {
    if (this.#changes === null) return this.#base.inRole(role)
    const { roles, states } = this.#changes
    const found: States[A][] = []
    for (const state of this.#base.inRole(role)) if (!states.has(state.id)) found.push(state)
    for (const state of roles.values(role)) found.push(state)
    return found
  }

  within(group: string): Iterable<States[A]> {
    if (this.#changes === null) return this.#base.within(group)
    // An inbox or a queue may be long, and nobody reads on after its first page.
    if (this.#aggregate === 'message' || this.#aggregate === 'firing') return this.#walk(group, this.#changes)
    const { groups, states } = this.#changes
    const found: States[A][] = []
    for (const state of this.#base.within(group)) {
      const changed = states.get(state.id) ?? state
      if (changed === state || groupOf(this.#aggregate, changed) === group) found.push(changed)
    }
    for (const state of groups.values(group)) if (!this.#isWithin(group, state.id)) found.push(state)
    return found
  }

  /** The same, one by one. */
  *#walk(group: string, { groups, states }: Changes<A>): Iterable<States[A]> {
    for (const state of this.#base.within(group)) {
      const changed = states.get(state.id) ?? state
      if (changed === state || groupOf(this.#aggregate, changed) === group) yield changed
    }
    for (const state of groups.values(group)) if (!this.#isWithin(group, state.id)) yield state
  }

  /** In the base. */
  #isWithin(group: string, id: string): boolean {
    const before = this.#base.get(id)
    return before !== undefined && groupOf(this.#aggregate, before) === group
  }
}
