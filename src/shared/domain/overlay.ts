import type { StoredEvent } from './event.ts'
import { type Aggregate, aggregates, type Model, type States, type Table } from './model.ts'
import { aggregateOf, reduce } from './reduce.ts'

/**
 * A model with changes on top of another one that stays as it is: how a commit window, or a
 * decision that looks at its own consequences, sees events that are not stored yet.
 */
export class Overlay {
  readonly model: Model
  readonly #tables: { readonly [A in Aggregate]: OverlayTable<States[A]> }

  constructor(base: Model) {
    const entries = aggregates.map((aggregate) => [aggregate, new OverlayTable(base[aggregate] as Table<unknown>)])
    this.#tables = Object.fromEntries(entries)
    this.model = this.#tables
  }

  apply(stored: StoredEvent): void {
    const table = this.#tables[aggregateOf(stored.event)] as OverlayTable<unknown>
    const id = stored.event.id
    table.set(id, reduce(table.get(id) as never, stored.event, stored))
  }

  /** Every instance that differs from the base, with the aggregate it belongs to. */
  *changes(): Iterable<{ readonly aggregate: Aggregate; readonly id: string; readonly state: States[Aggregate] }> {
    for (const aggregate of aggregates) {
      for (const [id, state] of this.#tables[aggregate].changed) yield { aggregate, id, state }
    }
  }
}

class OverlayTable<State> implements Table<State> {
  readonly changed = new Map<string, State>()
  readonly #base: Table<State>
  #added = 0

  constructor(base: Table<State>) {
    this.#base = base
  }

  get size(): number {
    return this.#base.size + this.#added
  }

  get(id: string): State | undefined {
    return this.changed.get(id) ?? this.#base.get(id)
  }

  set(id: string, state: State): void {
    if (!this.changed.has(id) && this.#base.get(id) === undefined) this.#added += 1
    this.changed.set(id, state)
  }

  *values(): Iterable<State> {
    if (this.changed.size === 0) {
      yield* this.#base.values()
      return
    }
    const seen = new Set<string>()
    for (const state of this.#base.values()) {
      const id = (state as { readonly id: string }).id
      seen.add(id)
      yield this.changed.get(id) ?? state
    }
    for (const [id, state] of this.changed) if (!seen.has(id)) yield state
  }
}
