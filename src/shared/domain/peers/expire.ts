import type { MessageId, PromptId, ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { emptying } from './emptying.ts'
import { goneBecause } from './gone.ts'
import type { Message } from './state.ts'

/** A thread is gone: what it was to read expires, what its prompts hold of it is taken out, and nobody waits for it. */
export function expireAll(model: Model, id: ThreadId): readonly DomainEvent[] {
  const thread = model.thread.get(id)
  if (thread === undefined || model.mailbox.get(id) === undefined) return []
  const because = goneBecause(thread) ?? (thread.archived ? `${thread.title} was archived.` : null)
  if (because === null) return []
  const messages = [...model.message.within(id)]
  const unread = messages.filter(({ state }) => state.kind === 'accepted' || state.kind === 'placed')
  const waiting = unread.filter(({ state }) => state.kind === 'accepted')
  const questions = messages.filter((message) => message.expiresAt !== undefined && message.answeredBy === undefined)
  return [
    ...trimmed(model, unread),
    ...unread.map((message) => ({ type: 'message.expired', id: message.id, because }) as const),
    ...emptying(id, waiting, { how: 'expired' }),
    ...questions.flatMap(closed),
    ...notAwaited(model, questions),
    ...ownQuestions(model, id),
  ]
}

function trimmed(model: Model, messages: readonly Message[]): readonly DomainEvent[] {
  const prompts = new Set<PromptId>()
  for (const { state } of messages) if (state.kind === 'placed') prompts.add(state.prompt)
  return [...prompts]
    .filter((id) => model.prompt.get(id)?.mail !== undefined)
    .map((id) => ({ type: 'prompt.trimmed', id }))
}

function closed({ id, state }: Message): readonly DomainEvent[] {
  return state.kind === 'read' || state.kind === 'delivered' ? [{ type: 'message.closed', id }] : []
}

/** Whoever asked waits no longer. */
function notAwaited(model: Model, questions: readonly Message[]): readonly DomainEvent[] {
  const byAsker = new Map<ThreadId, MessageId[]>()
  for (const { from, id } of questions) if (from !== null) byAsker.set(from, [...(byAsker.get(from) ?? []), id])
  return [...byAsker].flatMap(([asker, messages]): readonly DomainEvent[] => {
    return model.mailbox.get(asker) === undefined ? [] : [{ type: 'mailbox.heard', id: asker, messages }]
  })
}

/** Its own questions may still be read, and wait for no answer. */
function ownQuestions(model: Model, id: ThreadId): readonly DomainEvent[] {
  const asked = (model.mailbox.get(id)?.asked ?? []).map(({ message }) => message)
  if (asked.length === 0) return []
  const live = asked.filter((message) => model.message.get(message) !== undefined)
  return [
    ...live.map((message) => ({ type: 'message.closed', id: message }) as const),
    { type: 'mailbox.heard', id, messages: asked },
  ]
}
