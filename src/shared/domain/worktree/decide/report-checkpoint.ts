import type { Failure } from '../../../kernel/failure.ts'
import { type Decide, type Decision, events, nothing } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { turnForMail } from '../../peers/waking.ts'
import { discarded } from '../../thread/discarded.ts'
import { parkedBy } from '../../thread/park-reasons.ts'
import type { CheckpointFacts, ParkReason, RestState, Thread } from '../../thread/state.ts'
import { checkOrReady } from '../../verification/begin.ts'
import { isChecking } from '../../verification/find.ts'

/** The worktree is saved: a turn's end comes to rest, a landing goes on or sees that the work has changed. */
export const decideCheckpoint: Decide<'worktree.report-checkpoint'> = (model, payload, context) => {
  const thread = model.thread.get(payload.thread)
  if (thread === undefined) return nothing
  // Told twice: its checks are under way already.
  if (isChecking(thread)) return nothing
  const checkpoint: CheckpointFacts = { ...payload.checkpoint, at: context.now }
  const moved = baseMoved(model, thread, payload.base)
  const saved: readonly DomainEvent[] = [
    ...moved,
    { type: 'thread.checkpointed', id: thread.id, checkpoint },
    ...noticed(thread, payload.notices),
  ]
  if (thread.state.kind === 'verifying')
    return events(...saved, ...comeToRest(model, { ...thread, checkpoint }, thread.state.rest))
  if (thread.state.kind === 'landing') {
    const asChecked = checkpoint.tree === thread.checkpoint?.tree && moved.length === 0
    return events(...saved, ...landingAfter(thread, thread.state.landing, { checkpoint, asChecked }))
  }
  return nothing
}

function baseMoved(model: Model, thread: Thread, base: string | undefined): readonly DomainEvent[] {
  if (base === undefined || base === thread.base.commit || model.worktree.get(thread.id) === undefined) return []
  return [
    { type: 'thread.base-moved', id: thread.id, base },
    { type: 'worktree.base-moved', id: thread.id, base },
  ]
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
  const changed = thread.role !== undefined && (thread.checkpoint?.files ?? 0) > 0
  if (changed) return [{ type: 'thread.parked', id: thread.id, reason: changedFiles(thread) }]
  if (thread.prompts.length > 0) return [{ type: 'thread.queued', id: thread.id }]
  const mail = turnForMail(model, thread)
  if (mail.length > 0) return mail
  if (thread.checkpoint === null) return [{ type: 'thread.readied', id: thread.id }]
  return checkOrReady(model, thread, thread.checkpoint)
}

/** A thread that only reads has written: nothing that its turn said counts. */
function changedFiles({ checkpoint, title }: Thread): ParkReason {
  const files = checkpoint?.files === 1 ? '1 file' : `${checkpoint?.files ?? 0} files`
  return {
    code: 'changed-files',
    message: `${title} only reads, and it changed ${files}: its turn does not count. The files are kept.`,
    remedy: 'Have it put them back, or discard it.',
  }
}

type LandingId = Extract<Thread['state'], { kind: 'landing' }>['landing']

interface Saved {
  readonly checkpoint: CheckpointFacts
  /** Neither the files nor what they are compared with have changed since a person could look at them. */
  readonly asChecked: boolean
}

function landingAfter(thread: Thread, landing: LandingId, { checkpoint, asChecked }: Saved): readonly DomainEvent[] {
  if (asChecked) {
    return [{ type: 'landing.checkpointed', id: landing, commit: checkpoint.commit }]
  }
  const failure: Failure = {
    code: 'worktree-changed',
    message: changedSince(thread, checkpoint),
    remedy: 'Look at the diff again, then land it.',
    // What was checked and what is there now, to show the difference.
    facts: { before: thread.checkpoint?.commit ?? null, after: checkpoint.commit },
  }
  return [
    { type: 'landing.refused', id: landing, failure },
    { type: 'thread.readied', id: thread.id },
  ]
}

function changedSince(thread: Thread, checkpoint: CheckpointFacts): string {
  const what =
    checkpoint.tree === thread.checkpoint?.tree
      ? `What ${thread.title} builds on has changed since it was checked: the agent merged newer commits`
      : `The files of ${thread.title} have changed since they were checked`
  return `${what}; nothing was landed. The change is saved.`
}

function afterFailure(thread: Thread, failure: Failure): Decision {
  if (isChecking(thread)) return nothing
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
