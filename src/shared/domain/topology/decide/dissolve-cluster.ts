import { type Decide, events } from '../../decision.ts'
import { clusterNamed } from '../find.ts'

/** A person sends its members back to the queue. */
export const decideDissolveCluster: Decide<'cluster.dissolve'> = (model, payload) => {
  const found = clusterNamed(model, payload.cluster)
  if (!found.ok) return found
  return events({ type: 'cluster.dissolved', id: found.value.id, because: 'You dissolved it.' })
}
