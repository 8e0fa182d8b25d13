import { type Decide, events } from '../../decision.ts'
import { findRun } from '../../run/find.ts'
import { plannedTasks, takenTask } from '../../run/plan-tasks.ts'
import { tasksOf } from '../../run/queries.ts'
import { changedPlanRefusal } from '../changed-plan.ts'

/** One more task at the end of a plan, whatever the run is at. */
export const decideAddTask: Decide<'task.add'> = (model, { run: id, task }) => {
  const found = findRun(model, id)
  if (!found.ok) return found
  const run = found.value
  const refused = takenTask(model, [task]) ?? changedPlanRefusal(model, run, { task })
  if (refused !== null) return refused
  const others = tasksOf(model, id)
  const order = Math.max(-1, ...others.map((other) => other.order)) + 1
  return events(...plannedTasks([task], { run: run.id, project: run.project, order, state: 'waiting', others }))
}
