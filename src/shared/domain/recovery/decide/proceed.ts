import { type Decide, events, nothing } from '../../decision.ts'
import { policyOf } from '../../run/queries.ts'
import { takeStep } from '../steps.ts'

/** A stopped run does nothing; what was due is done when it is resumed. */
export const decideProceed: Decide<'recovery.proceed'> = (model, payload) => {
  const recovery = model.recovery.get(payload.thread)
  const thread = model.thread.get(payload.thread)
  const diagnosis = recovery?.diagnoses.at(-1)
  if (recovery === undefined || diagnosis === undefined || thread?.state.kind !== 'parked') return nothing
  if (recovery.next === null || recovery.number !== payload.number) return nothing
  if (policyOf(model, thread)?.plan.state.kind === 'stopped') return nothing
  return events(...takeStep(model, thread, { diagnosis, number: recovery.number }))
}
