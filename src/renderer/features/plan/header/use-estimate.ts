import type { Run, RunPlan } from '../../../../shared/domain/run/state.ts'
import type { Task } from '../../../../shared/domain/task/state.ts'
import { plural } from '../../../lib/format-number.ts'

/** What the plan is likely to take, in one line; null where it has no tasks. */
export function useEstimate(_run: Run, _plan: RunPlan, tasks: readonly Task[]): string | null {
  const threads = tasks.reduce((sum, { candidates }) => sum + candidates, 0)
  return tasks.length === 0 ? null : `About ${plural(threads, 'thread')}.`
}
