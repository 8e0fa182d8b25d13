import { type Decide, events, refuse } from '../../decision.ts'
import { validatePlan } from '../../plan/validate.ts'
import { findRun } from '../find.ts'
import { plannedOf } from '../plan-of.ts'
import { planRefusal } from '../plan-refusal.ts'
import { plannedTasks, takenTask } from '../plan-tasks.ts'
import { allGates, tasksOf } from '../queries.ts'

/** A planner's plan takes the place of what it proposed before; what a person added beside it stays. */
export const decidePropose: Decide<'run.propose'> = (model, { by, plan, run: id }) => {
  const found = findRun(model, id)
  if (!found.ok) return found
  const run = found.value
  const { planner, policy, state } = run.plan
  if (planner !== by) {
    return refuse(
      'not-the-planner',
      'Only the planner of a run submits its plan; nothing was changed.',
      'Do your task.',
    )
  }
  if (state.kind !== 'planning' && state.kind !== 'draft') {
    const message = `The plan is ${state.kind === 'running' ? 'approved' : state.kind} already; nothing was changed.`
    return refuse('plan-closed', message, 'Tell the person what you would change.')
  }
  const tasks = tasksOf(model, id)
  const before = tasks.filter(({ spawned }) => spawned?.by === by)
  const kept = tasks.filter(({ spawned }) => spawned?.by !== by)
  const projectGates = policy.projectGates ?? []
  const whole = { ...plan, tasks: [...plan.tasks, ...kept.map((task) => plannedOf(model, task))] }
  const refused = takenTask(model, plan.tasks) ?? planRefusal(validatePlan(whole, { projectGates }))
  if (refused !== null) return refused
  const { budget, effort, gates, goal, limits, teams = policy.teams, topology = policy.topology } = plan
  const turn = model.thread.get(by)?.turn?.number
  // What a task may spend is its run's to say, not its planner's.
  const bounds = run.plan.parent === null ? { budget, limits } : { budget: policy.budget, limits: policy.limits }
  return events(
    ...before.map((task) => ({ type: 'task.removed', id: task.id }) as const),
    ...plannedTasks(plan.tasks, {
      run: run.id,
      project: run.project,
      order: Math.max(-1, ...tasks.map(({ order }) => order)) + 1,
      state: 'waiting',
      spawned: { by, depth: 0 },
      others: kept,
    }),
    {
      type: 'run.proposed',
      id: run.id,
      goal,
      ...(turn === undefined ? {} : { turn }),
      policy: {
        ...policy,
        effort,
        topology,
        ...(teams === undefined ? {} : { teams }),
        ...bounds,
        gates: allGates(projectGates, gates),
      },
    },
  )
}
