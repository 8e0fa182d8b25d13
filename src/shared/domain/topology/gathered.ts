import type { Model } from '../model.ts'
import { isAutomatic } from './coordination.ts'
import { clustersWith, isTeam, unique } from './forming.ts'
import { isInOrder, isSame, memberStanding, projectOf } from './standing.ts'
import type { Coupling, Member } from './state.ts'
import { teamLimits, thresholds } from './weights.ts'

/** Whether the host brings these two together by itself. */
export function isBroughtTogether(model: Model, { members, outcome, score, standing }: Coupling): boolean {
  if (standing.kind !== 'open' || outcome !== null || score < thresholds.automatic) return false
  if (isInOrder(model, members)) return false
  const live = members.flatMap((member) => {
    const project = projectOf(model, member)
    return project === undefined || memberStanding(model, member).kind === 'gone' ? [] : [{ ...member, project }]
  })
  return live.length === 2 && isAutomatic(model, live)
}

/**
 * Everybody who belongs with these two by now, the closest first: one team at once, which settles a place that many
 * share once, and not again for each pair. What a person pinned, and what would be too large, stays outside.
 */
export function gathered(model: Model, coupling: Coupling): readonly Member[] {
  const rows = [...model.coupling.within(coupling.project)].filter((row) => isBroughtTogether(model, row))
  const left = new Set(rows.toSorted((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1)))
  let members = withTeams(model, coupling.project, coupling.members)
  for (let next = beside(left, members); next !== undefined; next = beside(left, members)) {
    left.delete(next)
    const larger = withTeams(model, coupling.project, [...members, ...next.members])
    if (larger.length <= teamLimits.members && !touchesPinned(model, coupling.project, larger)) members = larger
  }
  return members
}

function withTeams(model: Model, project: Coupling['project'], members: readonly Member[]): readonly Member[] {
  const teams = clustersWith(model, project, members).filter(isTeam)
  return unique([...members, ...teams.flatMap((team) => team.members)])
}

function touchesPinned(model: Model, project: Coupling['project'], members: readonly Member[]): boolean {
  return clustersWith(model, project, members).some(({ pinned }) => pinned)
}

/** The closest pair of which one is a member and the other is not. */
function beside(rows: ReadonlySet<Coupling>, members: readonly Member[]): Coupling | undefined {
  for (const row of rows) {
    const inside = row.members.filter((member) => members.some((one) => isSame(one, member)))
    if (inside.length === 1) return row
  }
  return undefined
}
