import type { ModelBatch, ModelSnapshot, StateEntry } from '../../../shared/contract/channels/model.ts'
import { archivedWith } from '../../../shared/domain/companions.ts'
import { aggregates, type Model } from '../../../shared/domain/model.ts'
import type { Engine } from '../../engine/engine.ts'
import { fitting } from './weigh.ts'

/** The live model at one instant. States never change in place, so that holding them is enough. */
export function takeSnapshot(engine: Engine, host: string): ModelSnapshot {
  const hidden = archivedInstances(engine.model)
  const states = entriesOf(engine.model).filter(({ aggregate, id }) => !hidden.has(`${aggregate} ${id}`))
  return { host, sequence: engine.sequence, states }
}

export function entriesOf(model: Model): readonly StateEntry[] {
  return aggregates.flatMap((aggregate) =>
    [...model[aggregate].values()].map((state) => ({ aggregate, id: state.id, state }) as StateEntry),
  )
}

/** Parts that a client puts together again; there is always at least one. */
export function* partsOf(
  snapshot: ModelSnapshot,
  limit: { readonly rows: number; readonly size: number },
): Iterable<Extract<ModelBatch, { kind: 'snapshot' }>> {
  const { host, sequence, states } = snapshot
  let at = 0
  do {
    const rest = states.slice(at, at + limit.rows)
    const part = rest.slice(0, fitting(rest, limit))
    const next = at + part.length
    yield { kind: 'snapshot', host, sequence, states: part, first: at === 0, last: next >= states.length }
    at = next
  } while (at < states.length)
}

/** Archived threads that a command brought back to be looked at: a client doesn't have them. */
function archivedInstances(model: Model): ReadonlySet<string> {
  const hidden = new Set<string>()
  for (const thread of model.thread.values()) {
    if (!thread.archived) continue
    for (const { aggregate, id } of archivedWith(model, thread)) hidden.add(`${aggregate} ${id}`)
  }
  return hidden
}
