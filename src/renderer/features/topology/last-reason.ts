import type { Model } from '../../../shared/domain/model.ts'
import type { Cluster } from '../../../shared/domain/topology/state.ts'
import type { Scope } from '../../lib/route.ts'
import { teamName } from '../../lib/team-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { isInScope } from './pairs.ts'

/** Why work goes together as it does: what the newest team of the scope, or its end, says; empty where there was none. */
export function lastReason(model: Model, scope: Scope): string {
  const run = scope.kind === 'run' ? model.run.get(scope.run) : undefined
  const switched = run?.plan?.switched
  let newest: Cluster | undefined
  for (const cluster of model.cluster.values()) {
    if (cluster.state.kind === 'proposed' || !isInScope(scope, cluster.project, cluster.members)) continue
    if (newest === undefined || cluster.since >= newest.since) newest = cluster
  }
  if (switched !== undefined && (newest === undefined || switched.at >= newest.since)) {
    return visibleLine(switched.because)
  }
  if (newest === undefined) return ''
  const because = visibleLine(newest.state.kind === 'dissolved' ? newest.state.because : newest.because)
  const name = teamName(model, newest)
  return because.includes(name) ? because : `${name}: ${because}`
}
