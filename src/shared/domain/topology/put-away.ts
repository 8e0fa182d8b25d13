import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import type { Thread } from '../thread/state.ts'
import { clustersWith } from './forming.ts'
import { memberOf, threadOf } from './member.ts'
import { isSame } from './standing.ts'
import type { Cluster, Member } from './state.ts'

/** Its work has ended, and its threads are in the archive or about to go there. */
export function isPutAway(model: Model, member: Member): boolean {
  const thread = threadOf(model, member)
  if (thread !== undefined && !thread.archived) return false
  const kind = model.task.get(member.task)?.state.kind
  return kind === undefined || kind === 'landed' || kind === 'removed' || kind === 'active'
}

/** A member was put away: with the last of them its teams are over, pinned or not, and leave the live model. */
export function withLastMember(model: Model, thread: Pick<Thread, 'project' | 'run' | 'task'>): readonly DomainEvent[] {
  const member = memberOf(thread)
  const over = clustersWith(model, thread.project, [member]).filter((cluster) => isLeft(model, cluster))
  const because = 'All of its work has ended.'
  return [
    ...over.map(({ id }): DomainEvent => ({ type: 'cluster.dissolved', id, because })),
    ...[...model.cluster.within(thread.project)]
      .filter((cluster) => isOver(cluster) && cluster.members.some((one) => isSame(one, member)))
      .filter((cluster) => isLeft(model, cluster))
      .map(closed),
  ]
}

/**
 * What a team that was dissolved just now leaves to nobody: itself where it is part of another one or nobody of it is
 * left, and earlier ones of the same members, as the newest says why they work alone.
 */
export function putAwayWith(model: Model, gone: Cluster, isAbsorbed: boolean): readonly DomainEvent[] {
  const before = [...model.cluster.within(gone.project)].filter((cluster) => {
    return cluster.id !== gone.id && isOver(cluster) && holdsAll(gone, cluster) && !isNeeded(model, cluster)
  })
  return [...before, ...(isAbsorbed || isLeft(model, gone) ? [gone] : [])].map(closed)
}

function closed({ id }: Cluster): DomainEvent {
  return { type: 'cluster.closed', id }
}

function isOver(cluster: Cluster): boolean {
  return cluster.state.kind === 'dissolved' && cluster.closed !== true
}

function isLeft(model: Model, { members }: Cluster): boolean {
  return members.every((member) => isPutAway(model, member))
}

function holdsAll({ members }: Cluster, other: Cluster): boolean {
  return other.members.every((member) => members.some((one) => isSame(one, member)))
}

/** Something that is shown still belongs to it. */
function isNeeded(model: Model, { id, project }: Cluster): boolean {
  for (const { closed: isClosed, state } of model.item.within(id)) {
    if (state.kind !== 'removed' && isClosed !== true) return true
  }
  for (const { cluster, state } of model.negotiation.within(project)) {
    if (cluster === id && state.kind !== 'settled') return true
  }
  return false
}

/** Pinned teams outlive their members one by one; with the last, nobody is left that a person could want together. */
export function nobodyLeft(cluster: Cluster, live: readonly Member[]): boolean {
  return cluster.pinned && cluster.run === null && live.length === 0
}
