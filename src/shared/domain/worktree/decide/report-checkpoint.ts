import type { Failure } from '../../../kernel/failure.ts'
import { type Decide, type Decision, events, nothing } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { discarded } from '../../thread/discarded.ts'
import { parkedBy } from '../../thread/park-reasons.ts'
import type { CheckpointFacts, RestState, Thread } from '../../thread/state.ts'

/** The worktree is saved: a turn's end comes to rest, a landing goes on or sees that the work has changed. */
export const decideCheckpoint: Decide<'worktree.report-checkpoint'> = (model, payload, context) => {
  const thread = model.thread.get(payload.thread)
  if (thread === undefined) return nothing
  const checkpoint: CheckpointFacts = { ...payload.checkpoint, at: context.now }
  const saved: readonly DomainEvent[] = [
    { type: 'thread.checkpointed', id: thread.id, checkpoint },
    ...noticed(thread, payload.notices),
  ]
  if (thread.state.kind === 'verifying') return events(...saved, ...comeToRest(model, thread, thread.state.rest))
  if (thread.state.kind === 'landing')
    return events(...saved, ...landingAfter(thread, thread.state.landing, checkpoint))
  return nothing
}

export const decideCheckpointFailed: Decide<'worktree.report-checkpoint-failed'> = (model, payload) => {
  const thread = model.thread.get(payload.thread)
  if (thread === undefined) return nothing
  return afterFailure(thread, payload.failure)
}

function noticed(thread: Thread, notices: readonly string[]): readonly DomainEvent[] {
  const fresh = notices.filter((notice) => !thread.notices.includes(notice))
  return fresh.length === 0 ? [] : [{ type: 'thread.noticed', id: thread.id, notices: fresh }]
}

function comeToRest(model: Model, thread: Thread, rest: RestState): readonly DomainEvent[] {
  if (thread.discarding) return [discarded(model, thread, rest)]
  // No prompt waits when an edit begins; one that came meanwhile is to run, even where the thread was parked.
  const goesOn = thread.prompts.length > 0 && thread.state.kind === 'verifying' && thread.state.after === 'edit'
  if (rest.kind === 'parked' && !goesOn) return [{ type: 'thread.parked', id: thread.id, reason: rest.reason }]
  if (thread.prompts.length > 0) return [{ type: 'thread.queued', id: thread.id }]
  return [{ type: 'thread.readied', id: thread.id }]
}

type LandingId = Extract<Thread['state'], { kind: 'landing' }>['landing']

function landingAfter(thread: Thread, landing: LandingId, checkpoint: CheckpointFacts): readonly DomainEvent[] {
  if (checkpoint.tree === thread.checkpoint?.tree) {
    return [{ type: 'landing.checkpointed', id: landing, commit: checkpoint.commit }]
  }
  const failure: Failure = {
    code: 'worktree-changed',
    message: `The files of ${thread.title} have changed since they were checked; nothing was landed. The change is saved.`,
    remedy: 'Look at the diff again, then land it.',
    // What was checked and what is there now, to show the difference.
    facts: { before: thread.checkpoint?.commit ?? null, after: checkpoint.commit },
  }
  return [
    { type: 'landing.refused', id: landing, failure },
    { type: 'thread.readied', id: thread.id },
  ]
}

function afterFailure(thread: Thread, failure: Failure): Decision {
  if (thread.state.kind === 'verifying') {
    return events({ type: 'thread.parked', id: thread.id, reason: parkedBy('checkpoint', failure) })
  }
  if (thread.state.kind === 'landing') {
    return events(
      { type: 'landing.refused', id: thread.state.landing, failure },
      { type: 'thread.readied', id: thread.id },
    )
  }
  return nothing
}
