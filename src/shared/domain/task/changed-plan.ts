import type { Err } from '../../kernel/result.ts'
import type { Refusal } from '../decision.ts'
import type { Model } from '../model.ts'
import type { PlannedTask } from '../plan/plan.ts'
import { validateDraft, validatePlan } from '../plan/validate.ts'
import type { PlannedRun } from '../run/find.ts'
import { planOf } from '../run/plan-of.ts'
import { planRefusal } from '../run/plan-refusal.ts'

/** Of the plan as a whole: any task may bring them about. */
const shared: ReadonlySet<string> = new Set(['cycle', 'too-many'])

/**
 * Why a plan can't have a task as it would be, null if it can: `key` names the one whose place it takes; without, it is
 * new at the end. What is wrong elsewhere already is not this task's matter.
 */
export function changedPlanRefusal(
  model: Model,
  run: PlannedRun,
  { key, task }: { readonly task: PlannedTask; readonly key?: string },
): Err<Refusal> | null {
  const plan = planOf(model, run)
  const present = plan.tasks.findIndex((other) => other.key === key)
  const index = present < 0 ? plan.tasks.length : present
  const whole = { ...plan, tasks: plan.tasks.toSpliced(index, 1, task) }
  const { kind } = run.plan.state
  const isDraft = kind === 'draft' || kind === 'planning'
  // The run's gates have those of the project among them.
  const problems = isDraft ? validateDraft(whole) : validatePlan(whole, { projectGates: [] })
  return planRefusal(
    problems.filter(({ code, path }) => path[0] === 'tasks' && (path[1] === index || shared.has(code))),
  )
}
