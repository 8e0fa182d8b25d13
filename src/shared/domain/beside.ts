import { aggregates, type Model, type Table } from './model.ts'

/** One model with what it lacks taken from another: a live one beside what was recalled from the archive. */
export function beside(model: Model, other: Model): Model {
  const tables = aggregates.map((aggregate) => [aggregate, joined<unknown>(model[aggregate], other[aggregate])])
  return Object.fromEntries(tables) as Model
}

function joined<State>(first: Table<State>, second: Table<State>): Table<State> {
  const added = () =>
    [...second.values()].filter((state) => first.get((state as { readonly id: string }).id) === undefined)
  return {
    get size() {
      return first.size + added().length
    },
    get: (id) => first.get(id) ?? second.get(id),
    // Nothing of the archive is scheduled.
    inRole: (role) => first.inRole(role),
    *within(group) {
      yield* first.within(group)
      for (const state of second.within(group)) {
        if (first.get((state as { readonly id: string }).id) === undefined) yield state
      }
    },
    *values() {
      yield* first.values()
      yield* added()
    },
  }
}
