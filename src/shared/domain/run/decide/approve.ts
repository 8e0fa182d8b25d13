import { type Decide, events, refuse } from '../../decision.ts'
import { validatePlan } from '../../plan/validate.ts'
import { findRun } from '../find.ts'
import { planOf } from '../plan-of.ts'
import { planRefusal } from '../plan-refusal.ts'
import { fanOutRefusal } from '../plan-tasks.ts'

/** The plan is judged once more as it stands, and starts. */
export const decideApprove: Decide<'run.approve'> = (model, { confirmed, run: id }) => {
  const found = findRun(model, id)
  if (!found.ok) return found
  const run = found.value
  const { kind } = run.plan.state
  if (kind === 'planning') {
    return refuse(
      'plan-missing',
      'The planner has not submitted a plan yet; nothing was started.',
      'Wait for its plan.',
    )
  }
  if (kind !== 'draft') {
    return refuse('not-a-draft', `The plan is approved already; the run is ${kind}.`, 'Look at its tasks.')
  }
  const plan = planOf(model, run)
  // The run's gates have those of the project among them.
  const refused = planRefusal(validatePlan(plan, { projectGates: [] })) ?? fanOutRefusal(model, plan.tasks, confirmed)
  if (refused !== null) return refused
  return events({ type: 'run.approved', id: run.id, confirmed: plan.tasks.length })
}
