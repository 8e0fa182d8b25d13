import { err, ok, type Result } from '../../kernel/result.ts'
import type { Refusal } from '../decision.ts'
import type { Model } from '../model.ts'
import { memberStanding, projectOf } from './standing.ts'
import type { Cluster, Coupling, Member } from './state.ts'

export function couplingNamed(model: Model, id: string): Result<Coupling, Refusal> {
  const row = model.coupling.get(id)
  if (row !== undefined && row.outcome === null) return ok(row)
  return err({
    code: 'coupling-unknown',
    message: 'These two have nothing in common any more; nothing was changed.',
    remedy: 'Look at the present list of likely collisions.',
  })
}

/** A cluster that is there: proposed or a team. */
export function clusterNamed(model: Model, id: string): Result<Cluster, Refusal> {
  const cluster = model.cluster.get(id)
  if (cluster !== undefined && cluster.state.kind !== 'dissolved') return ok(cluster)
  const message = cluster === undefined ? `There is no team ${id}.` : 'This team is dissolved; nothing was changed.'
  return err({ code: 'cluster-unknown', message, remedy: 'Look at the teams that are there.' })
}

/** What stands against bringing these together; null where nothing does. */
export function membersRefused(model: Model, members: readonly Member[]): Refusal | null {
  for (const member of members) {
    const standing = memberStanding(model, member)
    if (standing.kind === 'gone') {
      return { code: 'member-gone', message: `${standing.because} Nothing was changed.`, remedy: 'Leave it out.' }
    }
  }
  const projects = new Set(members.map((member) => projectOf(model, member)))
  if (projects.size === 1) return null
  return {
    code: 'other-project',
    message: 'They are in different projects; nothing was changed.',
    remedy: 'Bring together threads of one project.',
  }
}
