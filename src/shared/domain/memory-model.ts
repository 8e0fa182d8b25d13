import { isActive } from './active.ts'
import { type Aggregate, aggregates, type Model, type States, type Table } from './model.ts'

class MemoryTable<A extends Aggregate> implements Table<States[A]> {
  readonly #aggregate: A
  readonly #states = new Map<string, States[A]>()
  readonly #active = new Map<string, States[A]>()

  constructor(aggregate: A) {
    this.#aggregate = aggregate
  }

  get size(): number {
    return this.#states.size
  }

  get(id: string): States[A] | undefined {
    return this.#states.get(id)
  }

  values(): Iterable<States[A]> {
    return this.#states.values()
  }

  active(): Iterable<States[A]> {
    return this.#active.values()
  }

  set(id: string, state: States[A]): void {
    this.#states.set(id, state)
    if (isActive(this.#aggregate, state)) this.#active.set(id, state)
    else this.#active.delete(id)
  }

  delete(id: string): void {
    this.#states.delete(id)
    this.#active.delete(id)
  }
}

/** A model in plain maps: the committed state of a host, or what a client replicates. */
export class MemoryModel {
  readonly model: Model
  readonly #tables: { readonly [A in Aggregate]: MemoryTable<A> }

  constructor() {
    const entries = aggregates.map((aggregate) => [aggregate, new MemoryTable(aggregate)])
    this.#tables = Object.fromEntries(entries)
    this.model = this.#tables
  }

  put(aggregate: Aggregate, id: string, state: States[Aggregate]): void {
    const table = this.#tables[aggregate] as MemoryTable<Aggregate>
    table.set(id, state)
  }

  remove(aggregate: Aggregate, id: string): void {
    this.#tables[aggregate].delete(id)
  }
}
