import type { RunId, TaskId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import { hasStarted } from '../task/started.ts'
import { sketchedTask, type TaskSketch } from './plans.ts'
import type { Simulation } from './simulation.ts'

type Draw = (below: number) => number

/** Some task that has not begun is to be a run of its own. */
export function expandTask(simulation: Simulation, draw: Draw): Command | null {
  const tasks = [...simulation.model.task.values()].filter((task) => !hasStarted(task) && task.state.kind !== 'removed')
  const task = tasks[draw(Math.max(1, tasks.length))]
  if (task === undefined) return null
  const planner = { kind: 'catalogue', id: ['a', 'b', 'c'][draw(3)] ?? 'a' } as const
  return { type: 'task.expand', payload: { task: task.id, run: `own${simulation.events.length}` as RunId, planner } }
}

/** The planner of some run of a task has a plan; where one has, a person approves it now and then. Null where none is. */
export function planOwnRun(
  simulation: Simulation,
  sketches: Readonly<Record<string, TaskSketch>>,
  draw: Draw,
): Command | null {
  const runs = [...simulation.model.run.values()].filter(({ plan }) => plan?.parent != null && plan.confirmed === 0)
  const run = runs[draw(Math.max(1, runs.length))]
  const planner = simulation.thread(run?.plan?.planner ?? '')
  if (run === undefined || planner === undefined) return null
  if (run.plan?.state.kind === 'draft' && draw(2) === 0) {
    return { type: 'run.approve', payload: { run: run.id, confirmed: true } }
  }
  if (planner.turn === null) return null
  const tasks = Object.entries(sketches).map(([key, sketch]) => {
    return { ...sketchedTask(run.id, key, sketch), id: `${run.id}/${simulation.events.length}-${key}` as TaskId }
  })
  const limits = { parallel: null, review: null }
  const plan = { goal: 'Part of it', topology: 'queue', effort: 'quick', gates: [], budget: {}, limits, tasks } as const
  return { type: 'run.propose', payload: { run: run.id, by: planner.id, plan } }
}
