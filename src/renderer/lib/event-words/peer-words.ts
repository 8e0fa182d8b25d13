import type { DomainEvent } from '../../../shared/domain/event.ts'
import { plural } from '../format-number.ts'
import { say, type WordsFor } from './words-for.ts'

type Families =
  | 'message'
  | 'mailbox'
  | 'finding'
  | 'contract'
  | 'contractVersion'
  | 'negotiation'
  | 'item'
  | 'coupling'
  | 'cluster'

/** What peers told each other, and how the host brought them together. */
export const peerWords: WordsFor<Extract<DomainEvent['type'], `${Families}.${string}`>> = {
  'message.sent': ({ text }) => say('A message was accepted', text),
  'message.refused': ({ failure }) => say('A message was refused', failure.message),
  'message.placed': () => ({ ...say('A message is part of the next prompt'), minor: true }),
  'message.delivered': () => ({ ...say('A message was delivered'), minor: true }),
  'message.read': () => ({ ...say('A message was read'), minor: true }),
  'message.expired': ({ because }) => say('A message expired', because),
  'message.answered': () => say('A question was answered'),
  'message.escalated': () => say('A question stayed unanswered: a person is asked to look'),

  'message.closed': ({ because }) => ({
    ...say('Nobody waits for an answer to a question any more', because),
    minor: true,
  }),
  'mailbox.opened': () => ({ ...say('It can be written to'), minor: true }),
  'mailbox.took': ({ from }) => say(from === null ? 'The host wrote to it' : 'A peer wrote to it'),
  'mailbox.charged': () => ({ ...say('What it published counts as a message'), minor: true }),
  'mailbox.sent': () => say('It wrote to a peer'),
  'mailbox.refused': ({ failure }) => say('A message of it was refused', failure.message),
  'mailbox.emptied': ({ messages, how }) =>
    say(`${plural(messages, 'message')} ${how === 'expired' ? 'expired' : 'reached the agent'}`),
  'mailbox.watched': () => say('A peer is told when it has nothing to do'),
  'mailbox.woke': () => say('It gets a turn for messages of its peers'),
  'mailbox.asked': () => ({ ...say('It waits for an answer'), minor: true }),
  'mailbox.overdue': () => say('A question of it stayed unanswered'),
  'mailbox.heard': () => ({ ...say('It waits for an answer no longer'), minor: true }),
  'mailbox.touched': () => ({ ...say('The files that it touches were noted'), minor: true }),
  'mailbox.unwatched': () => ({ ...say('A peer was told that it has nothing to do'), minor: true }),

  'finding.published': ({ text }) => say('It published a finding', text),
  'finding.reached': ({ threads }) => say(`The finding reached ${plural(threads.length, 'thread')}`),
  'finding.closed': () => say('The finding was closed'),

  'contract.named': ({ name }) => say('A contract was named', name),
  'contract.published': ({ version }) => say(`Version ${version} of the contract was published`),
  'contract.read': ({ version }) => say(`Version ${version} of the contract was read`),
  'contract.closed': () => say('The contract was closed'),
  'contractVersion.published': ({ name, note, version }) => say(`Contract ${name}, version ${version}`, note),
  'contractVersion.superseded': () => ({ ...say('A newer version of the contract is there'), minor: true }),

  'negotiation.opened': ({ because, topic }) => say(`A negotiation was opened: ${topic}`, because),
  'negotiation.spoke': () => ({ ...say('A party spoke'), minor: true }),
  'negotiation.settled-tokens': () => ({ ...say('What its messages cost was added up'), minor: true }),
  'negotiation.confirmed': ({ version }) => say(`A party confirmed version ${version}`),
  'negotiation.joined': ({ text }) => say('A person joined the negotiation', text),
  'negotiation.capped': ({ what }) => say('The negotiation reached its cap', what),
  'negotiation.arbiter-asked': () => say('A read-only thread is to say how the negotiation ends'),
  'negotiation.parties-changed': ({ because }) => ({
    ...say('Others take part in the negotiation', because),
    minor: true,
  }),
  'negotiation.moved': () => ({ ...say('The negotiation moved with its team'), minor: true }),
  'negotiation.closed': () => ({ ...say('The negotiation was put away'), minor: true }),
  'negotiation.settled': ({ because }) => say('The negotiation was settled', because),

  'item.added': ({ title }) => say('An item was put on the shared list', title),
  'item.assigned': ({ to }) => say(to === null ? 'The item is for anybody' : 'The item was assigned'),
  'item.claimed': () => say('The item was claimed'),
  'item.renewed': () => ({ ...say('The claim was renewed'), minor: true }),
  'item.noted': ({ text }) => say('A note was added to the item', text),
  'item.edited': () => say('The item was edited'),
  'item.completed': ({ evidence }) => say('Its owner says that it is done', evidence),
  'item.confirmed': ({ proof }) => say(proof === null ? 'Done; nothing proves it' : 'Done: the gates passed'),
  'item.reopened': ({ because }) => say('The item is not done yet', because),
  'item.returned': ({ because }) => say('The item is back on the list', because),
  'item.moved': () => ({ ...say('The item moved with its team'), minor: true }),
  'item.removed': () => say('The item was taken off the list'),
  'item.closed': () => ({ ...say('The item was put away with its team'), minor: true }),

  'coupling.measured': ({ score }) => ({ ...say(`Coupling ${score.toFixed(2)}`), minor: true }),
  'coupling.asked': () => ({ ...say('One asked about what the other touches'), minor: true }),
  'coupling.stood': ({ standing }) =>
    standing.kind === 'ignored' && standing.because !== undefined
      ? say('The pair is apart again', standing.because)
      : say(standings[standing.kind]),
  'coupling.closed': ({ outcome }) => say(outcome.conflicted ? 'The two conflicted' : 'The two did not conflict'),

  'cluster.proposed': ({ because }) => say('A team was proposed', because),
  'cluster.formed': ({ because }) => say('A team was made', because),
  'cluster.accepted': () => say('The proposed team was accepted'),
  'cluster.joined': ({ because, members }) => say(`${plural(members.length, 'task')} joined the team`, because),
  'cluster.left': ({ because, members }) => say(`${plural(members.length, 'task')} left the team`, because),
  'cluster.allowed': ({ budget }) => say(`The team may use ${plural(budget.messages, 'message')} in all`),
  'cluster.pinned': ({ pinned }) => say(pinned ? 'The team was pinned' : 'The team is no longer pinned'),
  'cluster.led': ({ lead }) => say(lead === null ? 'The team has no lead thread' : 'The team has another lead thread'),
  'cluster.negotiates': ({ negotiation }) => ({
    ...say(negotiation === null ? 'The team’s negotiation is over' : 'The team negotiates'),
    minor: true,
  }),
  'cluster.spent': () => ({ ...say('What the team’s messages cost was added up'), minor: true }),
  'cluster.heard': ({ changed }) => ({
    ...say(changed ? 'Messages led to changed files' : 'Messages changed no file'),
    minor: true,
  }),
  'cluster.dissolved': ({ because }) => say('Back to the queue', because),
  'cluster.closed': () => ({ ...say('The team was put away'), minor: true }),
}

const standings = {
  open: 'The pair is open again',
  ignored: 'The pair is ignored',
  together: 'The pair works together',
  serialized: 'One of the pair waits for the other',
} as const
