import type { ClusterId, NegotiationId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { becauseOf } from './because.ts'
import {
  absorbed,
  clustersWith,
  couplingsAmong,
  formed,
  isProposed,
  isTeam,
  type NewTeam,
  proposed,
  unique,
  withTalk,
} from './forming.ts'
import { gathered, isBroughtTogether } from './gathered.ts'
import { bestOrder, losesNothing, serialized } from './one-after-other.ts'
import { keyOf } from './score.ts'
import { isInOrder, isSame, memberStanding } from './standing.ts'
import { type Cluster, type Coupling, evidenceLimits, type Member, type Spot } from './state.ts'
import { teamLimits, thresholds } from './weights.ts'

interface RuleContext {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Mints an id for a cluster or a negotiation; null where there is none left. */
  nextId(): string | null
}

/** What a pair's score leads to: a team or an order where the host may, else a proposal; and back again. */
export function ruleOf(model: Model, coupling: Coupling, context: RuleContext): readonly DomainEvent[] {
  if (coupling.standing.kind !== 'open' || coupling.outcome !== null) return []
  if (isInOrder(model, coupling.members)) return []
  const clusters = clustersWith(model, coupling.project, coupling.members)
  const shared = clusters.find((cluster) => holds(cluster, coupling))
  if (shared !== undefined) return within(coupling, shared)
  if (isBroughtTogether(model, coupling)) return together(model, coupling, { ...context, clusters })
  const isGone = coupling.members.some((member) => memberStanding(model, member).kind === 'gone')
  return isGone ? [] : ask(model, coupling, { ...context, clusters })
}

function holds({ members }: Cluster, coupling: Coupling): boolean {
  return coupling.members.every((member) => members.some((one) => isSame(one, member)))
}

/** They are in one cluster already: a team settles it, a proposal may have outlived its reason. */
function within(coupling: Coupling, cluster: Cluster): readonly DomainEvent[] {
  if (isTeam(cluster)) return [stoodTogether(coupling, cluster.id)]
  if (cluster.pinned || coupling.score >= thresholds.release || cluster.members.length > 2) return []
  const because = 'They have less in common than when it was proposed.'
  return [
    { type: 'cluster.dissolved', id: cluster.id, because },
    { type: 'coupling.stood', id: coupling.id, standing: { kind: 'ignored', because } },
  ]
}

export function stoodTogether({ id }: Coupling, cluster: ClusterId): DomainEvent {
  return { type: 'coupling.stood', id, standing: { kind: 'together', cluster } }
}

interface Asked extends RuleContext {
  readonly clusters: readonly Cluster[]
}

function together(model: Model, coupling: Coupling, asked: Asked): readonly DomainEvent[] {
  const waits = inOrder(model, coupling)
  if (waits.length > 0) return [...waits, ...withdrawn(asked.clusters, coupling)]
  const members = gathered(model, coupling)
  if (members.length > teamLimits.members || asked.clusters.some(({ pinned }) => pinned)) {
    return ask(model, coupling, asked)
  }
  const clusters = clustersWith(model, coupling.project, members)
  const [survivor] = clusters
    .filter(isTeam)
    .toSorted((one, other) => one.since - other.since || (one.id < other.id ? -1 : 1))
  if (survivor !== undefined) return joined(model, coupling, { ...asked, clusters, survivor, members })
  return begun(model, coupling, { ...asked, members })
}

/** Whoever has not begun waits, where that costs nothing and the places are known in which they would meet. */
function inOrder(model: Model, coupling: Coupling): readonly DomainEvent[] {
  if (!isPredicted(coupling) || !losesNothing(model, coupling.members)) return []
  const order = bestOrder(model, coupling.members)
  return order === null ? [] : serialized(model, coupling, order)
}

/** Trouble that waiting avoids: lines, a conflict, or a path both are to touch. */
function isPredicted({ conflicts, parts, spots }: Coupling): boolean {
  if (conflicts.length > 0 || spots.some(({ lines }) => lines !== null)) return true
  return parts.some(({ kind, value }) => kind === 'declared' && value > 0)
}

interface Gathered extends Asked {
  readonly members: readonly Member[]
}

function begun(model: Model, coupling: Coupling, { members, nextId, now }: Gathered): readonly DomainEvent[] {
  const id = nextId()
  const talk = nextId()
  if (id === null || talk === null || !hasLive(model, coupling)) return []
  const events = formed(model, { ...teamOf(model, coupling, members), id: id as ClusterId })
  return withTalk(model, events, { cluster: id as ClusterId, id: talk as NegotiationId, now })
}

/** Nobody talks where nobody has begun. */
function hasLive(model: Model, { members }: Coupling): boolean {
  return members.some((member) => memberStanding(model, member).kind === 'live')
}

function joined(
  model: Model,
  coupling: Coupling,
  { clusters, members, nextId, now, survivor }: Gathered & { readonly survivor: Cluster },
): readonly DomainEvent[] {
  const others = clusters.filter(({ id }) => id !== survivor.id)
  const fresh = members.filter((member) => !survivor.members.some((one) => isSame(one, member)))
  const events: readonly DomainEvent[] = [
    ...absorbed(others, survivor.id),
    { type: 'cluster.joined', id: survivor.id, members: fresh, because: becauseOf(model, coupling) },
  ]
  const talk = nextId()
  return talk === null ? events : withTalk(model, events, { cluster: survivor.id, id: talk as NegotiationId, now })
}

function ask(model: Model, coupling: Coupling, { clusters, nextId }: Asked): readonly DomainEvent[] {
  if (coupling.score < thresholds.propose) return []
  const open = clusters.filter(isProposed)
  const members = unique([...coupling.members, ...clusters.flatMap((cluster) => cluster.members)])
  // A person is asked about a group once; what grows beyond a team is asked about pair by pair, when there is room.
  if (open.length > 1 || (open.length === 1 && members.length > teamLimits.members)) return []
  const [waiting] = open
  if (waiting !== undefined) {
    const fresh = members.filter((member) => !waiting.members.some((one) => isSame(one, member)))
    if (fresh.length === 0 || waiting.pinned) return []
    return [{ type: 'cluster.joined', id: waiting.id, members: fresh, because: becauseOf(model, coupling) }]
  }
  const id = nextId()
  return id === null ? [] : [proposed(model, { ...teamOf(model, coupling, members), id: id as ClusterId })]
}

/** Places that its pairs share, those of the closest first. */
function teamOf(model: Model, coupling: Coupling, members: readonly Member[]): Omit<NewTeam, 'id'> {
  const { project, score } = coupling
  const rows = [coupling, ...couplingsAmong(model, members)]
  const conflicts = rows.flatMap((row) => row.conflicts)
  const spots = spotsIn(conflicts.length > 0 ? conflicts : rows.flatMap((row) => row.spots))
  return {
    project,
    members,
    because: becauseOf(model, coupling),
    spots: spots.slice(0, evidenceLimits.spots),
    score,
  }
}

function spotsIn(spots: readonly Spot[]): readonly Spot[] {
  return [...new Map(spots.map((spot) => [keyOf(spot), spot])).values()]
}

/** A proposal of these two alone is settled otherwise. */
function withdrawn(clusters: readonly Cluster[], coupling: Coupling): readonly DomainEvent[] {
  const settled = clusters.filter(
    (cluster) => isProposed(cluster) && !cluster.pinned && cluster.members.length === 2 && holds(cluster, coupling),
  )
  return settled.map(({ id }) => ({ type: 'cluster.dissolved', id, because: 'One of them waits for the other now.' }))
}
