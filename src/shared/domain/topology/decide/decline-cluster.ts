import { type Decide, events, refuse } from '../../decision.ts'
import { clusterNamed } from '../find.ts'
import { couplingsAmong, isProposed } from '../forming.ts'

/** A person says no: it isn't proposed again until its members conflict in something new. */
export const decideDeclineCluster: Decide<'cluster.decline'> = (model, payload) => {
  const found = clusterNamed(model, payload.cluster)
  if (!found.ok) return found
  const cluster = found.value
  if (!isProposed(cluster)) {
    return refuse('not-proposed', 'It is a team already; nothing was changed.', 'Dissolve it instead.')
  }
  const rows = couplingsAmong(model, cluster.members).filter(({ standing }) => standing.kind === 'open')
  return events(...rows.map(({ id }) => ({ type: 'coupling.stood', id, standing: { kind: 'ignored' } }) as const), {
    type: 'cluster.dissolved',
    id: cluster.id,
    because: 'You declined it.',
  })
}
