import { type Aggregate, aggregates, type Model, type States } from '../../../shared/domain/model.ts'
import type { InstanceChange, InstanceName } from './messages.ts'

type Instance = States[Aggregate]

/** Remembers which instances the page has, and says what it lacks. Instances never change in place. */
export class ModelDiffer {
  readonly #sent = new Map<Aggregate, Map<string, Instance>>(aggregates.map((aggregate) => [aggregate, new Map()]))

  take(model: Model): { readonly changed: readonly InstanceChange[]; readonly removed: readonly InstanceName[] } {
    const changed: InstanceChange[] = []
    const removed: InstanceName[] = []
    for (const aggregate of aggregates) {
      const sent = this.#sent.get(aggregate) ?? new Map<string, Instance>()
      for (const state of model[aggregate].values()) {
        const before = sent.get(state.id)
        if (before === state) continue
        changed.push({ aggregate, id: state.id, ...difference(before, state) })
        sent.set(state.id, state)
      }
      if (sent.size === model[aggregate].size) continue
      for (const id of sent.keys()) {
        if (model[aggregate].get(id) !== undefined) continue
        removed.push({ aggregate, id })
        sent.delete(id)
      }
    }
    return { changed, removed }
  }
}

function difference(before: Instance | undefined, after: Instance): Pick<InstanceChange, 'fields' | 'gone'> {
  if (before === undefined) return { fields: { ...after }, gone: [] }
  const had = new Map<string, unknown>(Object.entries(before))
  const has = Object.entries(after)
  const fields = Object.fromEntries(has.filter(([name, value]) => !had.has(name) || had.get(name) !== value))
  for (const [name] of has) had.delete(name)
  return { fields, gone: [...had.keys()] }
}
