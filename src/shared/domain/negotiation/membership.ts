import type { ClusterId, ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { mayHear } from '../peers/gone.ts'
import { currentThreads } from '../task/threads.ts'
import type { Thread } from '../thread/state.ts'
import { memberOf, teamOf, threadOf } from '../topology/member.ts'
import { pairOf } from '../topology/standing.ts'
import type { Member } from '../topology/state.ts'
import { activeParties } from './parties.ts'
import { type Negotiation, negotiationLimits } from './state.ts'

/** Members went on by themselves: they settle nothing with their team any more. Who has ended stays named. */
export function withoutLeft(model: Model, cluster: ClusterId, members: readonly Member[]): readonly DomainEvent[] {
  const gone = new Set(members.map(({ task }) => task))
  const left = (id: ThreadId) => {
    const thread = model.thread.get(id)
    return thread !== undefined && gone.has(thread.task) && mayHear(thread)
  }
  return underWay(model, cluster).flatMap((negotiation) =>
    changed(
      negotiation,
      negotiation.parties.filter((id) => !left(id)),
      'A party left the team.',
    ),
  )
}

/** Those who come to a team take part in what it settles, where they meet one of those who do. */
export function withJoined(model: Model, cluster: ClusterId, members: readonly Member[]): readonly DomainEvent[] {
  const open = underWay(model, cluster).filter(({ state }) => state.kind === 'open')
  return open.flatMap((negotiation) => {
    const fresh = members.flatMap((member) => {
      const thread = threadOf(model, member)
      return thread !== undefined && joins(model, negotiation, thread) ? [thread.id] : []
    })
    const parties = [...negotiation.parties, ...fresh].slice(0, negotiationLimits.parties)
    return changed(negotiation, parties, 'It is about the work of another one, too.')
  })
}

/** A thread begins: in the place of an earlier attempt at its task, or as a member that comes late. */
export function withBegun(model: Model, thread: Thread): readonly DomainEvent[] {
  const team = thread.role === undefined ? teamOf(model, thread) : undefined
  if (team === undefined) return []
  const talks = underWay(model, team.id)
  const inPlace = talks.flatMap((negotiation) => {
    const parties = negotiation.parties.map((id) => (isReplaced(model, id, thread) ? thread.id : id))
    return changed(negotiation, [...new Set(parties)], 'Another attempt took the place of a party.')
  })
  return inPlace.length > 0 ? inPlace : withJoined(model, team.id, [memberOf(thread)])
}

/** A party whose task is about to be begun again: whoever does that takes its place. */
export function awaitsAttempt(model: Model, { parties }: Negotiation): boolean {
  return parties.some((id) => {
    const thread = model.thread.get(id)
    const kind = thread === undefined || mayHear(thread) ? null : model.task.get(thread.task)?.state.kind
    return kind === 'ready' || kind === 'starting'
  })
}

function underWay(model: Model, cluster: ClusterId): readonly Negotiation[] {
  const project = model.cluster.get(cluster)?.project
  if (project === undefined) return []
  return [...model.negotiation.within(project)].filter((one) => one.cluster === cluster && one.state.kind !== 'settled')
}

function isReplaced(model: Model, id: ThreadId, by: Thread): boolean {
  const before = model.thread.get(id)
  const task = model.task.get(by.task)
  if (before === undefined || task === undefined || before.id === by.id || before.task !== by.task) return false
  return !currentThreads(model, task).some((thread) => thread.id === id)
}

function joins(model: Model, negotiation: Negotiation, thread: Thread): boolean {
  if (thread.role !== undefined || negotiation.parties.includes(thread.id) || !mayHear(thread)) return false
  return activeParties(model, negotiation).some((party) => {
    const row = model.coupling.get(pairOf(memberOf(party), memberOf(thread)).id)
    return row !== undefined && row.outcome === null && row.spots.length + row.conflicts.length > 0
  })
}

function changed({ id, parties: before }: Negotiation, parties: readonly ThreadId[], because: string): DomainEvent[] {
  const same = parties.length === before.length && parties.every((party, at) => party === before[at])
  return same ? [] : [{ type: 'negotiation.parties-changed', id, parties, because }]
}
