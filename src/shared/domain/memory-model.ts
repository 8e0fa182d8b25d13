import { type Aggregate, aggregates, type Model, type States } from './model.ts'

/** A model in plain maps: the committed state of a host, or what a client replicates. */
export class MemoryModel {
  readonly model: Model
  readonly #tables: { readonly [A in Aggregate]: Map<string, States[A]> }

  constructor() {
    this.#tables = Object.fromEntries(aggregates.map((aggregate) => [aggregate, new Map()])) as never
    this.model = this.#tables
  }

  put(aggregate: Aggregate, id: string, state: States[Aggregate]): void {
    const table = this.#tables[aggregate] as Map<string, States[Aggregate]>
    table.set(id, state)
  }

  remove(aggregate: Aggregate, id: string): void {
    this.#tables[aggregate].delete(id)
  }
}
