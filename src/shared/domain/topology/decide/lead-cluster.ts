import { type Decide, events, nothing, refuse } from '../../decision.ts'
import { clusterNamed } from '../find.ts'

export const decideLeadCluster: Decide<'cluster.lead'> = (model, { cluster: id, lead }) => {
  const found = clusterNamed(model, id)
  if (!found.ok) return found
  const cluster = found.value
  if (!cluster.members.some(({ task }) => task === lead)) {
    return refuse('not-a-member', 'Its lead is one of its members; nothing was changed.', 'Choose a member.')
  }
  return cluster.lead === lead ? nothing : events({ type: 'cluster.led', id: cluster.id, lead })
}
