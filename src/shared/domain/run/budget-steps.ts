import type { PromptId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import { waitingPromptLimit } from '../thread/prompt-limits.ts'
import type { ParkReason, PromptBlock, Thread } from '../thread/state.ts'
import { isSteered } from '../thread/steering.ts'

/** The turn is asked to end, and the thread is parked with that reason once its work is saved. */
export function stopForBudget(thread: Thread | undefined, because: ParkReason): readonly DomainEvent[] {
  if (thread === undefined) return []
  const goesOn = isSteered(thread) && (thread.turn !== null || thread.state.kind === 'verifying')
  if (!goesOn && (thread.turn === null || thread.turn.phase === 'cancelling')) return []
  return [...expired(thread), { type: 'thread.interrupt-requested', id: thread.id, how: 'interrupt', because }]
}

/** One prompt of the host's: the running turn ends for it, one that is only being sent is followed by it. */
export function windDown(thread: Thread | undefined, what: string): readonly DomainEvent[] {
  if (thread?.turn == null || thread.turn.phase === 'cancelling' || isSteered(thread)) return []
  // A slot has its own generation, and in each of them this is said once at most.
  const prompt = { id: `${thread.id}.wind-down.${thread.session.generation}` as PromptId }
  if (thread.prompts.length >= waitingPromptLimit || thread.prompts.some(({ id }) => id === prompt.id)) return []
  const sent: DomainEvent = { type: 'prompt.sent', ...prompt, thread: thread.id, blocks: [blockOf(what)] }
  if (thread.state.kind === 'preparing') return [sent, { type: 'thread.prompt-queued', id: thread.id, prompt }]
  return [
    { type: 'thread.interrupt-requested', id: thread.id, how: 'interrupt' },
    ...expired(thread),
    sent,
    { type: 'thread.steered', id: thread.id, prompt },
  ]
}

function blockOf(what: string): PromptBlock {
  const text = [
    `Most of the budget for this work is spent: ${what}.`,
    'Bring it to a state that can stand by itself now: finish the step you are at, begin nothing new,',
    'and end by saying what is done and what is open.',
  ].join(' ')
  return { kind: 'text', text, origin: 'host' }
}

/** Its answer would come too late, so that nobody is asked for it any more. */
function expired(thread: Thread): readonly DomainEvent[] {
  return thread.requests.map((open) => ({ type: 'thread.permission-expired', id: thread.id, request: open.id }))
}
