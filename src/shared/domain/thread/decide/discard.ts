import { assertNever } from '../../../kernel/assert-never.ts'
import { type Decide, events, nothing, refuse } from '../../decision.ts'
import { cancelChecks } from '../../verification/cancel.ts'
import { isChecking } from '../../verification/find.ts'
import { discarded } from '../discarded.ts'
import { findThread } from '../find.ts'
import { interrupted } from '../park-reasons.ts'

/** Moves the thread's worktree to the trash, from where it can be restored whole. */
export const decideDiscard: Decide<'thread.discard'> = (model, payload) => {
  const found = findThread(model, payload.thread)
  if (!found.ok) return found
  const thread = found.value
  switch (thread.state.kind) {
    case 'ready':
    case 'parked':
      return events(discarded(model, thread, thread.state))
    case 'queued':
      return events(discarded(model, thread, { kind: 'parked', reason: interrupted }))
    case 'preparing':
    case 'running':
    case 'needs-you':
      if (thread.discarding) return nothing
      return events(
        { type: 'thread.discard-requested', id: thread.id },
        { type: 'thread.interrupt-requested', id: thread.id, how: 'stop' },
      )
    case 'verifying':
      if (isChecking(thread)) {
        return events(...cancelChecks(model, thread), discarded(model, thread, { kind: 'parked', reason: interrupted }))
      }
      return thread.discarding ? nothing : events({ type: 'thread.discard-requested', id: thread.id })
    case 'landing':
      return refuse(
        'thread-landing',
        `${thread.title} is being landed; nothing was discarded.`,
        'Wait for the landing to end.',
      )
    case 'landed':
      return refuse(
        'thread-landed',
        `${thread.title} has landed; there is nothing to discard.`,
        'Undo the landing first.',
      )
    case 'discarded':
      return refuse('thread-discarded', `${thread.title} is discarded already.`, 'Restore it to use it again.')
    default:
      return assertNever(thread.state)
  }
}
