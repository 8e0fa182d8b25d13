import type { StoredEvent } from './event.ts'
import { type Aggregate, aggregates, type Model, type Role, type States, type Table } from './model.ts'
import { aggregateOf, reduce } from './reduce.ts'
import { RoleIndex } from './role.ts'

/**
 * A model with changes on top of another one that stays as it is: how a commit window, or a
 * decision that looks at its own consequences, sees events that are not stored yet.
 */
export class Overlay {
  readonly model: Model
  readonly #tables: { readonly [A in Aggregate]: OverlayTable<A> }

  constructor(base: Model) {
    const entries = aggregates.map((aggregate) => [aggregate, new OverlayTable(aggregate, base[aggregate])])
    this.#tables = Object.fromEntries(entries)
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

class OverlayTable<A extends Aggregate> implements Table<States[A]> {
  readonly changed = new Map<string, States[A]>()
  readonly #base: Table<States[A]>
  readonly #roles: RoleIndex<A>
  #added = 0

  constructor(aggregate: A, base: Table<States[A]>) {
    this.#base = base
    this.#roles = new RoleIndex(aggregate)
  }

  get size(): number {
    return this.#base.size + this.#added
  }

  get(id: string): States[A] | undefined {
    return this.changed.get(id) ?? this.#base.get(id)
  }

  set(id: string, state: States[A]): void {
    if (!this.changed.has(id) && this.#base.get(id) === undefined) this.#added += 1
    this.changed.set(id, state)
    this.#roles.set(id, state)
  }

  *values(): Iterable<States[A]> {
    for (const state of this.#base.values()) yield this.changed.get(state.id) ?? state
    if (this.#added === 0) return
    for (const [id, state] of this.changed) if (this.#base.get(id) === undefined) yield state
  }

  *inRole(role: Role): Iterable<States[A]> {
    for (const state of this.#base.inRole(role)) if (!this.changed.has(state.id)) yield state
    yield* this.#roles.values(role)
  }
}
