import type { ClusterId, NegotiationId, ProjectId, RunId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { openNegotiation } from '../negotiation/open.ts'
import { rulesOf } from '../negotiation/settings.ts'
import { Overlay } from '../overlay.ts'
import { provisional } from '../provisional.ts'
import { liveThreads } from './introductions.ts'
import { pairOf } from './standing.ts'
import { type Cluster, type Coupling, evidenceLimits, type Member, type Spot } from './state.ts'
import { teamBudget } from './weights.ts'

export interface NewTeam {
  readonly id: ClusterId
  readonly project: ProjectId
  readonly members: readonly Member[]
  /** In one sentence. */
  readonly because: string
  readonly spots: readonly Spot[]
  readonly score: number | null
  readonly run?: RunId
  readonly pinned?: boolean
}

/** Not yet a team: a person is asked. */
export function proposed(model: Model, team: NewTeam): DomainEvent {
  return { type: 'cluster.proposed', ...shapeOf(model, team) }
}

/** A team of these and of all that are in a team with one of them; other clusters of theirs are part of it then. */
export function formed(model: Model, team: NewTeam): readonly DomainEvent[] {
  const others = clustersWith(model, team.project, team.members).filter(({ id }) => id !== team.id)
  const members = unique([...team.members, ...others.filter(isTeam).flatMap((cluster) => cluster.members)])
  return [...absorbed(others, team.id), { type: 'cluster.formed', ...shapeOf(model, { ...team, members }) }]
}

function shapeOf(model: Model, team: NewTeam) {
  const { because, id, members, pinned = false, project, run, score, spots } = team
  const budget = teamBudget(members.length, rulesOf(model, project).caps)
  const lead = members[0]?.task ?? null
  return {
    id,
    project,
    run: run ?? null,
    members,
    because,
    spots: spots.slice(0, evidenceLimits.spots),
    score,
    lead,
    budget,
    pinned,
  }
}

/** They are over: their members belong to another one now. */
export function absorbed(clusters: readonly Cluster[], into: ClusterId): readonly DomainEvent[] {
  return clusters.map((cluster) => {
    const because = isTeam(cluster) ? 'Its members are part of a larger team now.' : 'Another team came about.'
    return { type: 'cluster.dissolved', id: cluster.id, because, ...(isTeam(cluster) ? { into } : {}) }
  })
}

export function isTeam({ state }: Cluster): boolean {
  return state.kind === 'team'
}

export function isProposed({ state }: Cluster): boolean {
  return state.kind === 'proposed'
}

/** Teams and proposals that any of these belongs to. */
export function clustersWith(model: Model, project: ProjectId, members: readonly Member[]): readonly Cluster[] {
  const tasks = new Set(members.map(({ task }) => task))
  const all = [...model.cluster.within(project)].filter(({ state }) => state.kind !== 'dissolved')
  return all.filter((cluster) => cluster.members.some(({ task }) => tasks.has(task)))
}

export function unique(members: readonly Member[]): readonly Member[] {
  return [...new Map(members.map((member) => [member.task, member])).values()]
}

/** The rows of every pair of these; pairs that have nothing in common have none. */
export function couplingsAmong(model: Model, members: readonly Member[]): readonly Coupling[] {
  return members.flatMap((one, index) =>
    members.slice(index + 1).flatMap((other) => {
      const row = model.coupling.get(pairOf(one, other).id)
      return row === undefined || row.outcome !== null ? [] : row
    }),
  )
}

/** What its members have to settle: the places in which they meet. */
export function negotiated(model: Model, cluster: Cluster, id: NegotiationId): readonly DomainEvent[] {
  // What it settles by now goes on, with those who came to it.
  if (model.negotiation.get(cluster.negotiation ?? '')?.state.kind === 'open') return []
  const rows = couplingsAmong(model, cluster.members)
  const spots = rows.flatMap(({ conflicts, spots: places }) => [...conflicts, ...places])
  const places = spots.length > 0 ? spots : cluster.spots
  if (places.length === 0 || isSettling(model, cluster, places)) return []
  const parties = liveThreads(model, cluster.members).map((thread) => thread.id)
  const paths = [...new Set(places.map(({ path }) => path))]
  return openNegotiation(model, {
    id,
    project: cluster.project,
    cluster: cluster.id,
    topic: `Who changes what in ${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ` and ${paths.length - 3} more` : ''}`,
    parties,
    because: cluster.because,
  })
}

/** Who comes later takes part in what is being settled, and keeps to what was agreed on for the same files. */
function isSettling(model: Model, cluster: Cluster, places: readonly Spot[]): boolean {
  const state = cluster.negotiation === null ? undefined : model.negotiation.get(cluster.negotiation)?.state
  if (state?.kind === 'open') return true
  if (state?.kind !== 'settled' || state.outcome.kind !== 'agreed') return false
  return places.every(({ path }) => cluster.spots.some((spot) => spot.path === path))
}

/** With the negotiation that a new team begins with, where there is something to settle. */
export function withTalk(
  model: Model,
  events: readonly DomainEvent[],
  talk: { readonly cluster: ClusterId; readonly id: NegotiationId; readonly now: number },
): readonly DomainEvent[] {
  const after = new Overlay(model)
  for (const event of events) after.apply(provisional(event, talk.now))
  const cluster = after.model.cluster.get(talk.cluster)
  if (cluster === undefined || !isTeam(cluster)) return events
  return [...events, ...negotiated(after.model, cluster, talk.id)]
}
