import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { waitingPromptLimit } from '../thread/prompt-limits.ts'
import type { Activity, Thread } from '../thread/state.ts'
import { isSteered } from '../thread/steering.ts'
import { hostText, promptOf } from './waking.ts'

const tools: ReadonlySet<Activity['kind']> = new Set(['reading', 'editing', 'running'])

/**
 * Between two tool calls of an agent that bears being steered, a message that can't wait for the turn's end: its turn
 * ends, and the next one begins with the message. `next`: what it goes on to do.
 */
export function steerForMail(model: Model, thread: Thread, next: Activity['kind']): readonly DomainEvent[] {
  const mailbox = model.mailbox.get(thread.id)
  if (mailbox === undefined || (mailbox.urgent ?? 0) === 0) return []
  if (!isBetween(thread, next) || !bearsSteering(model, thread)) return []
  const prompt = { id: promptOf(model, mailbox) }
  const { id } = thread
  const text =
    'You were interrupted between two steps for a message of a peer. Read it, answer where it asks for that, then go on with your task.'
  return [
    { type: 'mailbox.woke', id, prompt: prompt.id },
    { type: 'thread.interrupt-requested', id, how: 'interrupt' },
    { type: 'prompt.sent', ...prompt, thread: id, blocks: [hostText(text)] },
    { type: 'thread.steered', id, prompt },
  ]
}

function isBetween({ activity, discarding, prompts, state, turn, ...thread }: Thread, next: Activity['kind']): boolean {
  const after = activity !== null && tools.has(activity.kind) && (next === 'thinking' || next === 'writing')
  const runs = state.kind === 'running' && turn?.phase === 'running' && !discarding && thread.freezing !== true
  return (
    after &&
    runs &&
    !isSteered({ ...thread, activity, discarding, prompts, state, turn }) &&
    prompts.length < waitingPromptLimit
  )
}

function bearsSteering(model: Model, { agent }: Thread): boolean {
  const steerable = model.pool.get('pool')?.limits?.steerable ?? []
  return agent.kind === 'catalogue' && steerable.includes(agent.id)
}
