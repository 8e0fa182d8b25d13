import { err } from '../../../kernel/result.ts'
import { type Decide, type Decision, events, refuse } from '../../decision.ts'
import type { Model } from '../../model.ts'
import { judgeText } from '../../peers/judge.ts'
import { type Plan, type PlannedTask, planLimits } from '../../plan/plan.ts'
import { validatePlan } from '../../plan/validate.ts'
import { budgetLeft } from '../../run/budget.ts'
import { plannedOf } from '../../run/plan-of.ts'
import { planRefusal } from '../../run/plan-refusal.ts'
import { plannedTasks, takenTask } from '../../run/plan-tasks.ts'
import { tasksOf } from '../../run/queries.ts'
import { type Worker, workerTask } from '../worker-task.ts'
import { expandRefusal } from './expand.ts'

/** How far threads may make work for each other. `depth`: 1 is a task found by one that a plan or a person wrote. */
const spawnLimits = { depth: 2, thread: 10, run: 50 } as const

/** A task that a thread found: one of the plan at once, or proposed for a person's yes, as the run's policy says. */
export const decideSpawn: Decide<'task.spawn'> = (model, { by, expand, task }, { now }) => {
  const found = workerTask(model, by)
  if (!found.ok) return found
  const worker = found.value
  // The host names threads by their titles in what it says to others.
  const claimed = judgeText(task.title)
  if (claimed !== null) return err(claimed)
  const taken = takenTask(model, [task])
  if (taken !== null) return taken
  const refused = closed(worker) ?? tooMany(model, worker) ?? tooDear(model, worker, { budget: task.budget, now })
  if (refused !== null) return refused
  const tooDeep = expand === undefined ? null : expandRefusal(model, { ...task, run: worker.run.id }, expand.run)
  if (tooDeep !== null) return tooDeep
  const tasks = tasksOf(model, worker.run.id)
  const invalid = planRefusal(problemsOf(model, worker, task))
  if (invalid !== null) return invalid
  const planned = plannedTasks([task], {
    run: worker.run.id,
    project: worker.run.project,
    order: Math.max(-1, ...tasks.map(({ order }) => order)) + 1,
    state: worker.run.plan.policy.spawn === 'automatic' ? 'waiting' : 'proposed',
    spawned: { by: worker.thread.id, depth: depthOf(worker) },
    others: tasks,
  })
  return events(
    ...planned,
    ...(expand === undefined ? [] : [{ type: 'task.expanding', id: task.id, ...expand } as const]),
  )
}

function depthOf({ task }: Worker): number {
  return (task.spawned?.depth ?? 0) + 1
}

function closed({ run, thread }: Worker): Decision | null {
  const { kind } = run.plan.state
  if (thread.state.kind === 'discarded' || kind === 'stopped') {
    return refuse('run-closed', 'This run takes no more tasks. Nothing was added.', 'End your turn.')
  }
  return null
}

function tooMany(model: Model, worker: Worker): Decision | null {
  const spawned = [...model.task.values()].filter((task) => (task.spawned?.depth ?? 0) > 0)
  const ofThread = spawned.filter((task) => task.spawned?.by === worker.thread.id).length
  const ofRun = spawned.filter((task) => task.run === worker.run.id).length
  const remedy = 'Do it as a part of your own task, or name it as an open question in your report.'
  if (depthOf(worker) > spawnLimits.depth) {
    const message = `Your task was itself found by a thread that was found by another: ${spawnLimits.depth} levels are the limit.`
    return refuse('spawn-too-deep', `${message} Nothing was added.`, remedy)
  }
  if (ofThread >= spawnLimits.thread) {
    const message = `This thread has handed in ${ofThread} tasks, which is the limit. Nothing was added.`
    return refuse('spawn-too-many', message, remedy)
  }
  if (ofRun >= spawnLimits.run) {
    const message = `Threads of this run have handed in ${ofRun} tasks, which is the limit. Nothing was added.`
    return refuse('spawn-too-many', message, remedy)
  }
  if (tasksOf(model, worker.run.id).length >= planLimits.tasks) {
    const message = `The run has ${planLimits.tasks} tasks, which is the limit. Nothing was added.`
    return refuse('spawn-too-many', message, remedy)
  }
  return null
}

function tooDear(
  model: Model,
  { run }: Worker,
  { budget, now }: { readonly budget: PlannedTask['budget']; readonly now: number },
): Decision | null {
  const short = budgetLeft(model, run, now).find(({ left, measure }) => left <= 0 || (budget[measure] ?? 0) > left)
  if (short === undefined) return null
  return refuse(
    'spawn-over-budget',
    `Of the run's budget ${short.words} are left, which is not enough for another task. Nothing was added.`,
    'Finish your own task, and name this one as an open question in your report.',
  )
}

/** Only what is wrong with the new one: the rest of the plan stands. */
function problemsOf(model: Model, { run }: Worker, task: PlannedTask) {
  const before = tasksOf(model, run.id).map((other) => plannedOf(model, other))
  const { budget, effort, gates, limits, projectGates, topology } = run.plan.policy
  const plan: Plan = { goal: run.goal, topology, effort, gates, budget, limits, tasks: [...before, task] }
  return validatePlan(plan, { projectGates: projectGates ?? [] }).flatMap((problem) => {
    const [list, index, ...path] = problem.path
    return list === 'tasks' && index === before.length ? [{ ...problem, path }] : []
  })
}
