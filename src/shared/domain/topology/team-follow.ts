import type { MessageId, NegotiationId } from '../../kernel/ids.ts'
import { newestVersion, versionId } from '../contracts/find.ts'
import { contractNotice } from '../contracts/notice.ts'
import type { DomainEvent } from '../event.ts'
import type { FollowUp, FollowUps } from '../follow-up.ts'
import type { Model } from '../model.ts'
import { hostMessages } from '../peers/host-message.ts'
import { oneLine } from '../thread/quoted.ts'
import type { Thread } from '../thread/state.ts'
import { clustersWith, couplingsAmong, isTeam, negotiated } from './forming.ts'
import { introduced, liveThreads, noticed } from './introductions.ts'
import { memberOf, teamOf } from './member.ts'
import { nobodyLeft, putAwayWith } from './put-away.ts'
import { stoodTogether } from './rules.ts'
import { spentBudget } from './spent-budget.ts'
import { isSame, memberStanding, titleOf } from './standing.ts'
import type { Cluster, Coupling, Member } from './state.ts'
import { teamLimits } from './weights.ts'

/** Its members learn of each other. */
const begun = (model: Model, { id }: { readonly id: string }): readonly DomainEvent[] => {
  const cluster = model.cluster.get(id)
  if (cluster === undefined || !isTeam(cluster)) return []
  return [...stood(model, cluster), ...introduced(model, cluster, liveThreads(model, cluster.members))]
}

/** Those who join are introduced; the others hear who came. */
const joined: FollowUp<'cluster.joined'> = (model, { id, members }) => {
  const cluster = model.cluster.get(id)
  if (cluster === undefined || !isTeam(cluster)) return []
  const fresh = liveThreads(model, members)
  // In a whole run that is a team, everybody would hear of everybody.
  const others =
    cluster.run === null ? cluster.members.filter((one) => !members.some((other) => isSame(one, other))) : []
  const came = `${members.map((member) => `“${oneLine(titleOf(model, member))}”`).join(', ')} belongs to your team now.`
  return [
    ...stood(model, cluster),
    ...introduced(model, cluster, fresh),
    ...agreedBefore(model, cluster, fresh),
    ...noticed(model, liveThreads(model, others), came),
  ]
}

/** Who comes later hears what the others keep to. */
function agreedBefore(
  model: Model,
  { id, negotiation, project }: Cluster,
  to: readonly Thread[],
): readonly DomainEvent[] {
  const talks = [...model.negotiation.within(project)].filter((one) => one.cluster === id || one.id === negotiation)
  const kept = new Set(talks.flatMap(({ confirmed }) => confirmed.map(({ contract }) => contract)))
  const contracts = [...kept].flatMap((contract) => model.contract.get(contract) ?? [])
  return contracts.flatMap((contract) => {
    const newest = newestVersion(model, contract)
    const told = newest === undefined || contract.closed ? [] : to.filter((thread) => thread.id !== contract.owner)
    return hostMessages(
      model,
      told.map((thread) => ({
        id: `kept-${versionId(contract.id, contract.version)}-${thread.id}` as MessageId,
        to: thread.id,
        from: contract.owner,
        kind: 'contract',
        text: newest === undefined ? '' : contractNotice(newest),
        about: { contract: contract.id },
      })),
    )
  })
}

function stood(model: Model, cluster: Cluster): readonly DomainEvent[] {
  const rows = couplingsAmong(model, cluster.members).filter(({ standing }) => standing.kind !== 'serialized')
  const other = rows.filter(({ standing }) => standing.kind !== 'together' || standing.cluster !== cluster.id)
  return other.map((row) => stoodTogether(row, cluster.id))
}

/** Alone again: what brought them together is looked at again once they conflict in something new. */
const dissolved: FollowUp<'cluster.dissolved'> = (model, { because, id, into }, { now }) => {
  const cluster = model.cluster.get(id)
  if (cluster === undefined) return []
  const over = putAwayWith(model, cluster, into !== undefined)
  if (into !== undefined) return over
  const rows = couplingsAmong(model, cluster.members).filter(
    ({ standing }) => standing.kind === 'together' && standing.cluster === id,
  )
  // Who has just settled it was told how: that is the end of it.
  const told =
    !settledAt(model, cluster, now) && (rows.length > 0 || cluster.used.messages > 0 || cluster.negotiation !== null)
  const alone = liveThreads(model, cluster.members).filter((thread) => teamOf(model, thread) === undefined)
  return [
    ...rows.map((row): DomainEvent => {
      return { type: 'coupling.stood', id: row.id, standing: { kind: 'ignored', because } }
    }),
    ...(told ? noticed(model, alone, `Your team is over, and you work by yourself again: ${because}`) : []),
    ...over,
  ]
}

function settledAt(model: Model, { negotiation }: Cluster, now: number): boolean {
  const state = negotiation === null ? undefined : model.negotiation.get(negotiation)?.state
  return state?.kind === 'settled' && state.at === now && state.outcome.kind !== 'stopped'
}

/** A member whose work begins while its team is there is introduced with its first prompt. */
const dispatched: FollowUp<'thread.dispatched'> = (model, event) => {
  const thread = model.thread.get(event.id)
  const team = thread === undefined || thread.role !== undefined ? undefined : teamOf(model, thread)
  if (thread === undefined || team === undefined) return []
  const talk = negotiated(model, team, `talk-${thread.id}` as NegotiationId)
  return [...talk, ...introduced(model, team, [thread]), ...agreedBefore(model, team, [thread])]
}

/** A member is at its end: a team of one is none. */
export function membersGone(model: Model, thread: Pick<Thread, 'project' | 'run' | 'task'>): readonly DomainEvent[] {
  const member = memberOf(thread)
  const standing = memberStanding(model, member)
  if (standing.kind !== 'gone') return []
  return clustersWith(model, thread.project, [member]).flatMap((cluster) =>
    left(model, cluster, { member, because: standing.because }),
  )
}

function left(
  model: Model,
  cluster: Cluster,
  { because, member }: { readonly because: string; readonly member: Member },
): readonly DomainEvent[] {
  const rest = cluster.members.filter((one) => !isSame(one, member))
  const live = rest.filter((one) => memberStanding(model, one).kind !== 'gone')
  if (cluster.pinned && !nobodyLeft(cluster, live)) return []
  if (live.length < 2) return [{ type: 'cluster.dissolved', id: cluster.id, because }]
  return [
    { type: 'cluster.left', id: cluster.id, members: [member], because },
    ...(cluster.lead === member.task ? [led(cluster, live)] : []),
  ]
}

export function led({ id }: Cluster, members: readonly Member[]): DomainEvent {
  return { type: 'cluster.led', id, lead: members[0]?.task ?? null }
}

/** Whether what was given to a thread in the turn that ended led to other files. */
const saved: FollowUp<'thread.checkpointed'> = (model, { checkpoint, id }) => {
  const thread = model.thread.get(id)
  const mailbox = model.mailbox.get(id)
  if (thread?.state.kind !== 'verifying' || mailbox?.given === undefined) return []
  const team = teamOf(model, thread)
  const given = mailbox.received - mailbox.waiting
  if (team === undefined || given <= (team.heard?.[thread.task] ?? 0)) return []
  const changed = (mailbox.given.tree ?? null) !== checkpoint.tree
  return [{ type: 'cluster.heard', id: team.id, changed, task: thread.task, given }]
}

const review = (model: Model, { id }: { readonly id: string }): readonly DomainEvent[] => {
  const cluster = model.cluster.get(id)
  if (cluster === undefined || !isTeam(cluster) || cluster.pinned) return []
  const because = endOf(cluster)
  return because === null ? [] : [{ type: 'cluster.dissolved', id: cluster.id, because }]
}

function endOf(team: Cluster): string | null {
  const { quiet } = team
  if (quiet >= teamLimits.quiet) return `What they said to each other changed nothing ${quiet} times in a row.`
  return spentBudget(team)
}

/** What they had to settle is settled, and nothing that they share conflicts. */
const settled: FollowUp<'negotiation.settled'> = (model, { because, id, outcome }) => {
  const cluster = clusterOf(model, id)
  if (cluster === undefined || !isTeam(cluster) || cluster.pinned) return []
  if (outcome.kind === 'asked') return []
  const rows = couplingsAmong(model, cluster.members)
  if (rows.some(({ conflicts, standing }) => conflicts.length > 0 && standing.kind === 'together')) {
    if (outcome.kind !== 'serialized' || cluster.members.length > 2) return []
  }
  if (cluster.members.length > 2 || rows.some(buildsOn)) return []
  return [{ type: 'cluster.dissolved', id: cluster.id, because: `Nothing is left to settle: ${because}` }]
}

/** One needs more of the other than that it stays off its lines: they may go on talking, and need not. */
function buildsOn({ parts }: Coupling): boolean {
  return parts.some(({ kind }) => kind === 'reach' || kind === 'questions')
}

function clusterOf(model: Model, negotiation: string): Cluster | undefined {
  const row = model.negotiation.get(negotiation)
  return row?.cluster == null ? undefined : model.cluster.get(row.cluster)
}

export const teamFollowUps: FollowUps = {
  'cluster.formed': begun,
  'cluster.accepted': begun,
  'cluster.joined': joined,
  'cluster.dissolved': dissolved,
  'thread.dispatched': dispatched,
  'thread.checkpointed': saved,
  'cluster.heard': review,
  'cluster.spent': review,
  'negotiation.settled': settled,
}
