import { type Decide, events, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import { takenOver } from '../../recovery/taken-over.ts'
import { findThread } from '../find.ts'
import { idTaken } from '../id-taken.ts'
import { promptRefusal } from '../prompt-limits.ts'
import type { Thread } from '../state.ts'

/** The running turn is asked to end, its work is saved, and then this prompt runs before those that wait. */
export const decideSteer: Decide<'thread.steer'> = (model, payload) => {
  const found = findThread(model, payload.thread)
  if (!found.ok) return found
  const thread = found.value
  if (thread.discarding || thread.state.kind === 'discarded') {
    return refuse('thread-discarded', `${thread.title} was discarded; nothing was sent.`, 'Restore it first.')
  }
  if (thread.turn === null || !inTurn(thread)) {
    return refuse(
      'nothing-to-steer',
      `${thread.title} is ${thread.state.kind}: no turn is running. Nothing was sent.`,
      'Send it as a prompt instead.',
    )
  }
  const tooMuch = promptRefusal(payload.blocks, thread.prompts.length)
  if (tooMuch !== null) return tooMuch
  if (model.prompt.get(payload.prompt) !== undefined) return idTaken(payload.prompt)
  const prompt = { id: payload.prompt }
  const steered: readonly DomainEvent[] = [
    ...takenOver(model, thread),
    // Its answer would come too late, so that nobody is asked for it any more.
    ...thread.requests.map((open) => ({ type: 'thread.permission-expired', id: thread.id, request: open.id }) as const),
    { type: 'prompt.sent', ...prompt, thread: thread.id, blocks: payload.blocks },
    { type: 'thread.steered', id: thread.id, prompt },
  ]
  // A turn that is on its way to its end isn't asked again: that would take back an earlier steering.
  if (thread.turn.phase === 'cancelling') return events(...steered)
  return events({ type: 'thread.interrupt-requested', id: thread.id, how: 'interrupt' }, ...steered)
}

/** The agent has the prompt; before that there is nothing to end, and what was asked first would be lost. */
function inTurn(thread: Thread): boolean {
  return thread.state.kind === 'running' || thread.state.kind === 'needs-you'
}
