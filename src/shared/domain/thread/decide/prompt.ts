import { assertNever } from '../../../kernel/assert-never.ts'
import type { ThreadId } from '../../../kernel/ids.ts'
import { type Decide, type Decision, events, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { takenOver } from '../../recovery/taken-over.ts'
import { cancelChecks } from '../../verification/cancel.ts'
import { isChecking } from '../../verification/find.ts'
import { findThread } from '../find.ts'
import { idTaken } from '../id-taken.ts'
import { promptRefusal } from '../prompt-limits.ts'
import type { Thread } from '../state.ts'

/** A prompt goes to the end of the thread's queue; to a landed thread it opens a new attempt. */
export const decidePrompt: Decide<'thread.prompt'> = (model, payload, context) => {
  const found = findThread(model, payload.thread)
  if (!found.ok) return found
  const thread = found.value
  const tooMuch = promptRefusal(payload.blocks, thread.prompts.length)
  if (tooMuch !== null) return tooMuch
  if (model.prompt.get(payload.prompt) !== undefined) return idTaken(payload.prompt)
  const prompt = { id: payload.prompt }
  const sent = (to: ThreadId): DomainEvent => ({ type: 'prompt.sent', ...prompt, thread: to, blocks: payload.blocks })
  const queued: DomainEvent = { type: 'thread.prompt-queued', id: thread.id, prompt }
  switch (thread.state.kind) {
    case 'queued':
    case 'preparing':
    case 'running':
    case 'needs-you':
    case 'verifying':
      if (thread.discarding) return gone(thread)
      return events(...takenOver(model, thread), sent(thread.id), queued, ...insteadOfChecks(model, thread))
    case 'ready':
    case 'parked':
      return events(...takenOver(model, thread), sent(thread.id), queued, { type: 'thread.queued', id: thread.id })
    case 'landing':
      return refuse(
        'thread-landing',
        `${thread.title} is being landed; nothing was sent.`,
        'Send the prompt again once the landing has ended.',
      )
    case 'discarded':
      return gone(thread)
    case 'landed':
      if (model.thread.get(payload.attempt) !== undefined) return idTaken(payload.attempt)
      return events(
        sent(payload.attempt),
        {
          type: 'thread.dispatched',
          id: payload.attempt,
          run: thread.run,
          task: thread.task,
          project: thread.project,
          title: thread.title,
          agent: thread.agent,
          base: context.facts?.base ?? thread.base,
          into: thread.into,
          prompt,
        },
        { type: 'run.attempted', id: thread.run, task: thread.task, thread: payload.attempt },
        {
          type: 'worktree.leased',
          id: payload.attempt,
          project: thread.project,
          owner: payload.attempt,
          generation: 1,
        },
      )
    default:
      return assertNever(thread.state)
  }
}

/** What is there now is about to change: checks of it are broken off. */
function insteadOfChecks(model: Model, thread: Thread): readonly DomainEvent[] {
  return isChecking(thread) ? [...cancelChecks(model, thread), { type: 'thread.queued', id: thread.id }] : []
}

function gone(thread: Thread): Decision {
  return refuse('thread-discarded', `${thread.title} was discarded; nothing was sent.`, 'Restore it first.')
}
