import type { ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { digestOf } from './digest.ts'
import { emptying } from './emptying.ts'
import { frameMessages } from './frame.ts'
import { messageLimits } from './limits.ts'
import type { Message } from './state.ts'

/**
 * A turn is about to be handed over: the oldest messages that wait become part of its prompt, and word of the rest. The
 * only place where a message gets into a prompt; a prompt that has some already gets no more.
 */
export function placeMail(model: Model, id: ThreadId): readonly DomainEvent[] {
  const mailbox = model.mailbox.get(id)
  if (mailbox === undefined || mailbox.waiting === 0) return []
  const thread = model.thread.get(id)
  const prompt = model.prompt.get(thread?.turn?.prompt.id ?? '')
  if (prompt === undefined || prompt.mail !== undefined) return []
  const page = oldest(model, id, messageLimits.perTurn)
  if (page.length === 0) return []
  const gone = emptying(id, page, { how: 'given', tree: thread?.checkpoint?.tree ?? null })
  return [
    {
      type: 'prompt.amended',
      id: prompt.id,
      blocks: frameMessages(model, page, digestOf(model, mailbox, page)),
      mail: page.map((message) => message.id),
    },
    ...page.map((message) => ({ type: 'message.placed', id: message.id, prompt: prompt.id }) as const),
    ...gone,
  ]
}

/** The first that wait, as many as fit; looks at no more than these and at what is before an agent already. */
export function oldest(model: Model, id: ThreadId, most: number): readonly Message[] {
  const page: Message[] = []
  let units = 0
  for (const message of model.message.within(id)) {
    if (message.state.kind !== 'accepted') continue
    units += message.text.length
    if (page.length > 0 && (page.length >= most || units > messageLimits.perTurnText)) break
    page.push(message)
    if (page.length >= most) break
  }
  return page
}

/** The turn has begun, or is over: how its messages move on. */
export function mailOf(model: Model, prompt: string, from: Message['state']['kind']): readonly Message[] {
  const messages = model.prompt.get(prompt)?.mail?.messages ?? []
  return messages.flatMap((id) => model.message.get(id) ?? []).filter(({ state }) => state.kind === from)
}
