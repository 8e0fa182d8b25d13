import { z } from 'zod'
import type { Model } from '../../../shared/domain/model.ts'
import { standingOf } from '../../../shared/domain/peers/standing.ts'
import type { Message } from '../../../shared/domain/peers/state.ts'
import type { MessageId, ThreadId } from '../../../shared/kernel/ids.ts'
import type { Tool, ToolInvocation } from '../../engine/tool.ts'
import type { ToolAnswer } from '../../ports/tools.ts'
import { type Asked, type Awaited, answerAwaited } from '../answer-awaited.ts'
import { defineTool } from '../define-tool.ts'
import { peerField, textField } from '../fields.ts'
import { findPeer } from '../find-peer.ts'
import { handedOver } from '../handed-over.ts'
import { waitingOf } from '../inbox.ts'
import { toMembers } from '../offered.ts'
import { say } from '../say.ts'
import { failed, told } from '../send.ts'
import type { BusServices } from '../services.ts'

const defaultSeconds = 120
const mostSeconds = 600
/** Earlier messages of the peer that come along, so that its words stay in order. */
const alongAtMost = 20

/** A question to one peer, and its answer where that comes in time. */
export function askPeer(services: BusServices): Tool {
  const waits = new Set<Asked>()
  return defineTool({
    name: 'ask_peer',
    title: 'Ask a peer and wait',
    description: `Asks a peer something and waits for the answer, ${defaultSeconds} seconds where you don’t say how long. An answer that comes later arrives as a message. Ask only what you can’t go on without and can’t find in the files or contracts.`,
    input: z.strictObject({
      to: peerField,
      question: textField('One question that can be answered in a few sentences.'),
      seconds: z.number().int().min(1).max(mostSeconds).optional().describe('How long you wait at most.'),
    }),
    offered: toMembers,
    async run({ question: text, seconds = defaultSeconds, to }, { key, model, signal, thread }) {
      const peer = findPeer(model, thread, to)
      if (!peer.ok) return failed(peer.error)
      const waitMs = seconds * 1000
      const words = { to: [peer.value], kind: 'question', text, waitMs } as const
      const sent = await say(services.engine, { thread, key }, words)
      if (!sent.ok) return failed(sent.error)
      const [question] = sent.value
      if (question?.refused !== null) return failed(question?.refused ?? notSent)
      const asked = { question: question.id, by: thread.id, of: peer.value.id, waitMs }
      const ended = await answerAwaited({ ...services, waits }, asked, signal)
      return answerFor(services, { thread, key }, { asked, ended })
    },
  })
}

async function answerFor(
  { engine, inbox }: BusServices,
  { key, thread }: Pick<ToolInvocation, 'key' | 'thread'>,
  { asked, ended }: { readonly asked: Asked; readonly ended: Awaited },
): Promise<ToolAnswer> {
  const { question } = asked
  switch (ended.kind) {
    case 'answered':
    case 'asked-back': {
      const messages = await inbox.take(thread, key, (model) => upTo(model, asked, ended.message))
      const answer = told({ question, outcome: ended.kind, message: ended.message, ...hintOf(ended.kind) })
      return messages.length === 0 ? answer : { ...answer, beside: handedOver(engine.model, messages) }
    }
    case 'expired':
      return told({ question, outcome: 'expired', because: ended.because, do: 'Go on without the answer.' })
    case 'circle':
      return told({ question, outcome: 'circle', because: ended.because, do: answerFirst })
    case 'held':
      return told({ question, outcome: 'held', because: ended.because, do: goOn })
    default:
      return told({ question, outcome: 'no-answer-yet', ...heldOf(engine.model, question), do: goOn })
  }
}

const goOn = 'Go on without it; an answer arrives as a message.'
const answerFirst = 'Answer what you are asked yourself, then go on; the answer to yours arrives as a message.'

/** What keeps the question from its reader, where something does. */
function heldOf(model: Model, question: MessageId) {
  const message = model.message.get(question)
  const held = message === undefined ? undefined : standingOf(model, message).held
  return held === undefined ? {} : { held }
}

function hintOf(kind: 'answered' | 'asked-back') {
  return kind === 'answered' ? {} : { do: 'Your peer asks something itself: answer that first, yours stays open.' }
}

/** What waits of that peer, oldest first, up to the message. */
function upTo(model: Model, { by, of }: { readonly by: ThreadId; readonly of: ThreadId }, last: MessageId) {
  const found: Message[] = []
  for (const message of waitingOf(model, by)) {
    if (message.from !== of) continue
    found.push(message)
    if (message.id === last || found.length === alongAtMost) break
  }
  return found
}

const notSent = { message: 'Nothing was sent.', remedy: 'Name one of your peers.' }
