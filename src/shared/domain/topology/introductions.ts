import type { MessageId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { type HostMessage, hostMessages } from '../peers/host-message.ts'
import { oneLine } from '../thread/quoted.ts'
import type { AgentChoice, Thread } from '../thread/state.ts'
import { threadOf } from './member.ts'
import { keyOf } from './score.ts'
import { memberStanding, titleOf } from './standing.ts'
import type { Cluster, Member } from './state.ts'

/** The threads of a cluster that are there to talk. */
export function liveThreads(model: Model, members: readonly Member[]): readonly Thread[] {
  return members.flatMap((member) => {
    const standing = memberStanding(model, member)
    return standing.kind === 'live' ? [standing.thread] : []
  })
}

/** Each of these learns who the others are, why, where they meet, and what to do. */
export function introduced(model: Model, cluster: Cluster, to: readonly Thread[]): readonly DomainEvent[] {
  const talk = cluster.negotiation === null ? undefined : model.negotiation.get(cluster.negotiation)
  const settles = talk?.state.kind === 'open'
  return hostMessages(
    model,
    to.map((thread): HostMessage => {
      const inTalk = settles && talk.parties.includes(thread.id)
      return {
        id: messageId(model, thread, 'introduction'),
        to: thread.id,
        kind: 'introduction',
        text: introductionText(model, cluster, thread),
        ...(inTalk ? { negotiation: talk.id } : {}),
        // Who begins has it in its first prompt anyway.
        urgent: inTalk && cluster.spots.length > 0,
        wakes: inTalk,
      }
    }),
  )
}

/** The same sentence for each of them, as the host. */
export function noticed(model: Model, to: readonly Thread[], text: string): readonly DomainEvent[] {
  return hostMessages(
    model,
    to.map((thread) => ({ id: messageId(model, thread, 'team'), to: thread.id, kind: 'notice', text, wakes: false })),
  )
}

/** The host's messages to one thread are counted. */
function messageId(model: Model, { id }: Thread, what: string): MessageId {
  return `${what}-${id}-${(model.mailbox.get(id)?.numbers.host ?? 0) + 1}` as MessageId
}

const peersNamed = 12

function introductionText(model: Model, cluster: Cluster, to: Thread): string {
  const others = cluster.members.filter(({ task }) => task !== to.task)
  const lines = others.slice(0, peersNamed).map((member) => `- ${peerLine(model, member)}`)
  const more = others.length > peersNamed ? [`- and ${others.length - peersNamed} more: list_peers names them.`] : []
  return [
    'You work as a team with:',
    ...lines,
    ...more,
    `Why: ${oneLine(cluster.because)}`,
    ...spotLines(cluster),
    ...whatToDo(model, cluster),
  ].join('\n')
}

function peerLine(model: Model, member: Member): string {
  const thread = threadOf(model, member)
  const title = `“${oneLine(titleOf(model, member))}”`
  return thread === undefined
    ? `${title}, which has not begun`
    : `${title} (thread ${thread.id}, ${agentName(thread.agent)})`
}

function agentName(agent: AgentChoice): string {
  return agent.kind === 'catalogue' ? agent.id : 'an agent of its own'
}

function spotLines({ spots }: Cluster): readonly string[] {
  return spots.length === 0 ? [] : [`Where you meet: ${spots.slice(0, peersNamed).map(keyOf).join(', ')}`]
}

function whatToDo(model: Model, { budget, negotiation }: Cluster): readonly string[] {
  const talk = negotiation === null ? undefined : model.negotiation.get(negotiation)
  if (talk?.state.kind !== 'open') {
    return ['Write to them (send_message, ask_peer) only where your work depends on theirs, and keep it short.']
  }
  const { messages, minutes } = talk.caps
  return [
    `Settle it now, in at most ${messages} messages and ${minutes} minutes: say which lines are yours, or publish_contract what both build on; then both confirm_contract the same version.`,
    `Without an agreement one of you waits until the other has landed. The team may use ${budget.tokens} tokens for talk.`,
  ]
}
