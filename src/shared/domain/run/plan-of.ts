import type { Model } from '../model.ts'
import type { Plan, PlannedTask } from '../plan/plan.ts'
import type { Task } from '../task/state.ts'
import type { PlannedRun } from './find.ts'
import { tasksOf } from './queries.ts'

/** The plan as it stands now, to be judged like one that was just written; proposed tasks are no part of it yet. */
export function planOf(model: Model, run: PlannedRun): Plan {
  const { budget, effort, gates, limits, teams, topology } = run.plan.policy
  const tasks = tasksOf(model, run.id).filter(({ state }) => state.kind !== 'proposed')
  const head = { goal: run.goal, topology, ...(teams === undefined ? {} : { teams }), effort, gates, budget, limits }
  return { ...head, tasks: tasks.map((task) => plannedOf(model, task)) }
}

/** A task as it would be written down; links by key. */
export function plannedOf(model: Model, task: Task): PlannedTask {
  const after = task.after.map(({ from, on }) => ({ from, on: model.task.get(on)?.key ?? on }))
  const { agents, brief, budget, candidates, effort, gates, key, paths, priority, title } = task
  return { key, title, brief, effort, after, paths, gates, agents, priority, candidates, budget }
}
