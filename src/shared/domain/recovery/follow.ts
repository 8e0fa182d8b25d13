import type { DomainEvent } from '../event.ts'
import type { FollowContext, FollowUps } from '../follow-up.ts'
import { newestLanding } from '../landing/queries.ts'
import type { Model } from '../model.ts'
import { policyOf } from '../run/queries.ts'
import type { ParkReason, Thread } from '../thread/state.ts'
import { waitsForResume } from '../thread/waits-for-resume.ts'
import { withoutVerdict } from '../verification/decide/verdict.ts'
import type { Verification } from '../verification/state.ts'
import { linkTo, neededFirst, putBehind } from './discovered.ts'
import type { Evidence, Seen } from './evidence.ts'
import { codeOf } from './final.ts'
import { isRecovering } from './queries.ts'
import { takeStep } from './steps.ts'
import { trouble } from './trouble.ts'

/** Where trouble is met, and what ends it. */
export const recoveryFollowUps: FollowUps = {
  'thread.parked': (model, { id, reason }, context) => atRest(model, id, { reason, context }),
  'thread.turn-withdrawn': (model, { id, reason }, context) => atRest(model, id, { reason, context }),
  'verification.failed': (model, { id }, { now }) => {
    const thread = model.thread.get(id)
    const verification = model.verification.get(id)
    if (thread?.state.kind !== 'verifying' || verification === undefined) return []
    return afterWhatItNeeds(model, thread, { evidence: failed(verification), now })
  },
  'landing.refused': (model, { failure, id }, { now }) => {
    const landing = model.landing.get(id)
    const thread = landing === undefined ? undefined : model.thread.get(landing.thread)
    if (landing === undefined || thread?.state.kind !== 'ready') return []
    if (newestLanding(model, thread.id)?.id !== id || !landsByItself(model, thread)) return []
    const seen: Seen = { evidence: { kind: 'landing-refused', into: landing.into, failure }, now }
    const events = trouble(model, thread, seen)
    return events.length === 0 ? [] : [...putBehind(model, thread, seen.evidence), ...events]
  },
  'thread.readied': (model, { id }, { now }) => {
    const thread = model.thread.get(id)
    if (thread?.state.kind !== 'ready' || thread.role !== undefined || (thread.checkpoint?.files ?? 1) > 0) return []
    const hinted = (model.recovery.get(id)?.counts.loop ?? 0) > 0
    return hinted || landsByItself(model, thread)
      ? trouble(model, thread, { evidence: { kind: 'unchanged' }, now })
      : []
  },
  'thread.discarded': (model, { id }) => dropped(model, id),
  'thread.landed': (model, { id }) => dropped(model, id),
  'run.resumed': (model, { id }, { now }) =>
    [...model.recovery.values()].flatMap((recovery) => {
      const thread = model.thread.get(recovery.id)
      const diagnosis = recovery.diagnoses.at(-1)
      if (thread?.run !== id || thread.state.kind !== 'parked' || recovery.next === null) return []
      // Its time came while the run was stopped.
      if (diagnosis === undefined || diagnosis.dueAt > now) return []
      return takeStep(model, thread, { diagnosis, number: recovery.number })
    }),
}

/** Another thread that would take over waits for the task that the failing gate told of. */
function afterWhatItNeeds(model: Model, thread: Thread, seen: Seen): readonly DomainEvent[] {
  const events = trouble(model, thread, seen)
  const task = policyOf(model, thread)?.task
  const isFresh = events.some((event) => event.type === 'task.readied')
  const other = isFresh ? neededFirst(model, thread, seen.evidence) : null
  if (task == null || other === null) return events
  const waits: readonly DomainEvent[] = [linkTo(task, other), { type: 'task.blocked', id: task.id }]
  return events.flatMap((event) => (event.type === 'task.readied' ? waits : [event]))
}

function landsByItself(model: Model, thread: Thread): boolean {
  return policyOf(model, thread)?.policy.autoLand === true
}

function dropped(model: Model, id: Thread['id']): readonly DomainEvent[] {
  return isRecovering(model, id) ? [{ type: 'recovery.dropped', id }] : []
}

interface Rest {
  readonly reason: ParkReason
  readonly context: FollowContext
}

function atRest(model: Model, id: Thread['id'], rest: Rest): readonly DomainEvent[] {
  const thread = model.thread.get(id)
  if (thread?.state.kind !== 'parked') return []
  const next = whatNext(model, thread, rest)
  const waits = next.some((event) => event.type === 'recovery.diagnosed' || event.type === 'recovery.proceeded')
  return waits || thread.role !== 'verifier' || waitsForResume(thread)
    ? next
    : [...next, ...withoutVerdict(model, thread)]
}

function whatNext(model: Model, thread: Thread, { context, reason }: Rest): readonly DomainEvent[] {
  // The last word was said: a person decides.
  if (reason.options !== undefined) return []
  const recovery = model.recovery.get(thread.id)
  const diagnosis = recovery?.diagnoses.at(-1)
  if (recovery === undefined || diagnosis === undefined || recovery.next === null) {
    return trouble(model, thread, { evidence: { kind: 'parked', reason }, now: context.now })
  }
  // Its turn was ended for the step that goes on here; anything else that ended it comes first.
  const asMeant = reason.code === codeOf(diagnosis.class)
  return asMeant
    ? takeStep(model, thread, { diagnosis, number: recovery.number })
    : [{ type: 'recovery.dropped', id: thread.id }]
}

function failed({ failedTrees = [], proofs, tree, verdict }: Verification): Evidence {
  const unchanged = failedTrees.slice(0, -1).includes(tree)
  if (verdict?.outcome === 'refuted') return { kind: 'refuted', verdict, unchanged }
  return { kind: 'gates-failed', proof: proofs.find((proof) => proof.outcome !== 'passed') ?? null, unchanged }
}
