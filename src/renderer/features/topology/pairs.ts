import type { Model } from '../../../shared/domain/model.ts'
import type { Cluster, Coupling, Member } from '../../../shared/domain/topology/state.ts'
import { thresholds } from '../../../shared/domain/topology/weights.ts'
import type { Scope } from '../../lib/route.ts'

/** What the board tells of work that may get into each other's way. */
export interface Collisions {
  /** Most pressing first; what was ignored at the end. */
  readonly pairs: readonly Coupling[]
  /** Teams that wait for a person's yes, the oldest first. */
  readonly proposed: readonly Cluster[]
  /** Everything that was measured, for the matrix. */
  readonly measured: readonly Coupling[]
}

export function collisionsOf(model: Model, scope: Scope): Collisions {
  const measured = [...model.coupling.values()].filter(
    (pair) => pair.outcome === null && isInScope(scope, pair.project, pair.members),
  )
  const pairs = measured.filter((pair) => pair.score >= thresholds.show || pair.standing.kind === 'serialized')
  const proposed = [...model.cluster.values()].filter(
    ({ members, project, state }) => state.kind === 'proposed' && isInScope(scope, project, members),
  )
  return {
    pairs: pairs.sort(byPress),
    proposed: proposed.sort((one, other) => one.since - other.since || (one.id < other.id ? -1 : 1)),
    measured,
  }
}

export function isInScope(scope: Scope, project: string, members: readonly Member[]): boolean {
  if (scope.kind === 'all') return true
  return scope.kind === 'project' ? scope.project === project : members.some(({ run }) => run === scope.run)
}

const places: Readonly<Record<Coupling['standing']['kind'], number>> = {
  open: 0,
  together: 0,
  serialized: 1,
  ignored: 2,
}

function byPress(one: Coupling, other: Coupling): number {
  return (
    places[one.standing.kind] - places[other.standing.kind] ||
    other.score - one.score ||
    one.since - other.since ||
    (one.id < other.id ? -1 : 1)
  )
}

/** States keep their identity while they don't change. */
export function sameCollisions(one: Collisions, other: Collisions): boolean {
  return (
    sameList(one.pairs, other.pairs) && sameList(one.proposed, other.proposed) && sameList(one.measured, other.measured)
  )
}

function sameList<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at])
}

/** The pair that a team of two is about. */
export function pairOf({ members }: Cluster, measured: readonly Coupling[]): Coupling | undefined {
  if (members.length !== 2) return undefined
  return measured.find((pair) => pair.members.every(({ task }) => members.some((one) => one.task === task)))
}

/** The pair that is most worth a look, of those that a task is part of. */
export function likeliestOf(pairs: readonly Coupling[], task: string | undefined): Coupling | undefined {
  return pairs.find(({ members, standing }) => standing.kind === 'open' && members.some((one) => one.task === task))
}
