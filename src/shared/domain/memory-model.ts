import { GroupIndex } from './group.ts'
import { type Aggregate, aggregates, type Model, type Role, type States, type Table } from './model.ts'
import { RoleIndex } from './role.ts'

class MemoryTable<A extends Aggregate> implements Table<States[A]> {
  readonly #states = new Map<string, States[A]>()
  readonly #roles: RoleIndex<A>
  readonly #groups: GroupIndex<A>

  constructor(aggregate: A) {
    this.#roles = new RoleIndex(aggregate)
    this.#groups = new GroupIndex(aggregate, this.#states)
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

  inRole(role: Role): Iterable<States[A]> {
    return this.#roles.values(role)
  }

  within(group: string): Iterable<States[A]> {
    return this.#groups.values(group)
  }

  set(id: string, state: States[A]): void {
    this.#groups.set(id, state, this.#states.get(id))
    this.#states.set(id, state)
    this.#roles.set(id, state)
  }

  delete(id: string): void {
    this.#groups.delete(id, this.#states.get(id))
    this.#states.delete(id)
    this.#roles.delete(id)
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
