import { type Decide, events, nothing } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { parkedBy } from '../../thread/park-reasons.ts'
import type { CheckpointFacts } from '../../thread/state.ts'
import { type Checked, underWay } from '../find.ts'
import { needsGates } from '../queries.ts'

export const decideGateEnded: Decide<'verification.report-gate'> = (model, payload) => {
  const found = underWay(model, payload, 'gates')
  if (found === null || found.verification.proofs.length >= found.verification.gates.length) return nothing
  return events({ type: 'verification.gate-ended', id: found.thread.id, round: payload.round, proof: payload.proof })
}

export const decideGatesEnded: Decide<'verification.report-ended'> = (model, payload, context) => {
  const found = underWay(model, payload, 'gates')
  if (found === null) return nothing
  if (payload.checkpoint === null) return events(...outcome(model, found))
  return events(...changed(found, { ...payload.checkpoint, at: context.now }))
}

/** What gates said of files they changed is about no tree that is there: once, all run again on what is there now. */
function changed({ thread, verification }: Checked, checkpoint: CheckpointFacts): readonly DomainEvent[] {
  const { id } = thread
  const { round } = verification
  const saved: DomainEvent = { type: 'thread.checkpointed', id, checkpoint }
  if (verification.voided) return [saved, { type: 'verification.failed', id, round }]
  return [saved, { type: 'verification.voided', id, round, commit: checkpoint.commit, tree: checkpoint.tree }]
}

function outcome(model: Model, { thread, verification }: Checked): readonly DomainEvent[] {
  const { id } = thread
  const { gates, proofs, round } = verification
  const passed = proofs.length === gates.length && proofs.every((proof) => proof.outcome === 'passed')
  if (!passed) return [{ type: 'verification.failed', id, round }]
  if (needsGates(model, thread)?.effort === 'proven') return [{ type: 'verification.gates-passed', id, round }]
  return metEffort({ thread, verification })
}

/** The work counts as ready. */
export function metEffort({ thread: { id }, verification: { round } }: Checked): readonly DomainEvent[] {
  return [
    { type: 'verification.passed', id, round },
    { type: 'thread.readied', id },
  ]
}

export const decideGatesCancelled: Decide<'verification.report-cancelled'> = (model, payload) => {
  const found = underWay(model, payload, 'gates')
  if (found === null) return nothing
  const { id } = found.thread
  const failure = payload.failure ?? {
    code: 'gates-not-run',
    message: 'The gates could not be run. The work is kept.',
    remedy: 'Send a prompt to have it checked again.',
  }
  return events(
    { type: 'verification.cancelled', id, round: payload.round },
    { type: 'thread.parked', id, reason: parkedBy('gate-failed', failure) },
  )
}
