import { type Decide, events, nothing, refuse } from '../../decision.ts'
import { hasOpenOutbound } from '../../outbound/find.ts'

/** Takes a thread that has been at its end for long out of the live model; it stays readable. */
export const decideArchive: Decide<'thread.archive'> = (model, payload) => {
  const thread = model.thread.get(payload.thread)
  if (thread === undefined || thread.archived) return nothing
  if (hasOpenOutbound(model, thread.id)) {
    return refuse(
      'outbound-open',
      `${thread.title} has something to write outside; it stays.`,
      'Approve or refuse that.',
    )
  }
  const ended = thread.state.kind === 'landed' || (thread.state.kind === 'discarded' && isAtRest(thread.state.trash))
  return ended ? events({ type: 'thread.archived', id: thread.id }) : nothing
}

function isAtRest(trash: 'moving' | 'kept' | 'restoring' | 'none'): boolean {
  return trash === 'kept' || trash === 'none'
}
