import { err, ok, type Result } from '../../kernel/result.ts'
import type { Refusal } from '../decision.ts'
import type { Model } from '../model.ts'
import type { Run, RunPlan } from './state.ts'

export interface PlannedRun extends Run {
  readonly plan: RunPlan
}

/** A run that something is decided for. */
export function findRun(model: Model, id: string): Result<PlannedRun, Refusal> {
  const run = model.run.get(id)
  if (run === undefined) {
    return err({ code: 'run-unknown', message: `There is no run ${id}.`, remedy: 'Look at the list of runs.' })
  }
  const { plan } = run
  if (plan !== undefined) return ok({ ...run, plan })
  return err({
    code: 'run-unplanned',
    message: `The run ${id} is one task without a plan; nothing was changed.`,
    remedy: 'Use its thread.',
  })
}
