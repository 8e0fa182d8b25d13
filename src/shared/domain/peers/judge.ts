import { type Failure, failure } from '../../kernel/failure.ts'
import type { MessageId, NegotiationId, ThreadId } from '../../kernel/ids.ts'
import type { Model } from '../model.ts'
import type { Thread } from '../thread/state.ts'
import { peersOf, teamOf } from '../topology/member.ts'
import { spentBudget } from '../topology/spent-budget.ts'
import { spentAllowance } from './allowance.ts'
import { authorityClaimed } from './authority.ts'
import { cleaned } from './cleaned.ts'
import { goneBecause } from './gone.ts'
import { messageLimits } from './limits.ts'
import type { MessageKind } from './state.ts'

/** A message of a thread before anybody has it. */
export interface Draft {
  readonly from: Thread
  readonly to: ThreadId
  readonly kind: MessageKind
  /** As it was sent, before anything was taken out. */
  readonly text: string
  readonly answers?: MessageId | undefined
  readonly negotiation?: NegotiationId | undefined
  /** How many messages its sender may send now. */
  readonly left: number
}

/** Why a message is not accepted; null where it is. Negotiations have a say of their own. */
export function judgeMessage(model: Model, draft: Draft): Failure | null {
  return judgeRecipient(model, draft) ?? judgeLimits(model, draft) ?? judgeTeam(model, draft) ?? judgeText(draft.text)
}

function judgeRecipient(model: Model, { answers, from, to }: Draft): Failure | null {
  const recipient = model.thread.get(to)
  const answered = answers === undefined ? undefined : model.message.get(answers)
  if (answers !== undefined && (answered === undefined || answered.to !== from.id || answered.from !== to)) {
    return failure(
      'question-unknown',
      `There is no message ${answers} from ${to} to you that waits for an answer; nothing was sent.`,
      'Use the id that read_inbox shows, or send it as a message of its own.',
    )
  }
  if (recipient === undefined) return notPeer(to)
  const gone = goneBecause(recipient)
  if (gone !== null) return failure('peer-gone', `${gone} Nothing was sent.`, 'List your peers to see who is there.')
  const isPeer = answered !== undefined || peersOf(model, from).some(({ id }) => id === to)
  return isPeer ? null : notPeer(to)
}

function notPeer(to: string): Failure {
  return failure(
    'not-a-peer',
    `${to} is no peer of yours; nothing was sent.`,
    'List your peers, or use join_team to be brought together with it and say why.',
  )
}

function judgeLimits(model: Model, { left, text, to }: Draft): Failure | null {
  if (cleaned(text) === '') return failure('message-empty', 'The message is empty; nothing was sent.', 'Say something.')
  if (text.length > messageLimits.text) {
    return failure(
      'message-too-long',
      `The message has ${text.length} characters, the limit is ${messageLimits.text}; nothing was sent.`,
      'Say the essential, and put the rest into a contract or a file that you name.',
    )
  }
  const spent = spentAllowance(left, 'nothing was sent.')
  if (spent !== null) return spent
  const waiting = model.mailbox.get(to)?.waiting ?? 0
  if (waiting < messageLimits.waiting) return null
  return failure(
    'inbox-full',
    `${waiting} messages wait for ${to} already; nothing was sent.`,
    'Go on with your task, and send it once it has read some.',
  )
}

/** A team that a person pinned doesn't end with its budget: its talk does. What answers a question still goes through. */
function judgeTeam(model: Model, { answers, from }: Draft): Failure | null {
  const team = answers === undefined ? teamOf(model, from) : undefined
  const spent = team === undefined ? null : spentBudget(team)
  if (spent === null) return null
  return failure(
    'team-budget-spent',
    `Your team may say nothing more: ${spent} Nothing was sent.`,
    'Go on with your task by what is agreed. A person can allow the team more.',
  )
}

/** The policy alone: also for findings, contracts and whatever else of a thread is put before another. */
export function judgeText(text: string): Failure | null {
  const claimed = authorityClaimed(text)
  if (claimed === null) return null
  return failure(
    'relayed-authority',
    `The message claims ${claimed}; it was not delivered. Between threads, nobody can pass such a thing on.`,
    'Say what you need, or what you found, as your own view. A person speaks to each thread themselves.',
  )
}
