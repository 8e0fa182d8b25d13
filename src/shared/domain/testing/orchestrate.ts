import type { RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import type { PoolLimits } from '../pool/state.ts'
import type { AgentChoice } from '../thread/state.ts'
import { providerOf } from './limits.ts'
import { expandTask, planOwnRun } from './own-runs.ts'
import { planRun, sketchedTask, type TaskSketch } from './plans.ts'
import type { Simulation } from './simulation.ts'

/** Numbers that look drawn by lot and are the same for the same seed. */
export function lots(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761 + 12_345) % 4_294_967_296
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return Math.floor((state / 4_294_967_296) * below)
  }
}

const agents: readonly AgentChoice[] = ['a', 'b', 'c'].map((id) => ({ kind: 'catalogue', id }))

/** Tasks `k0`, `k1` …, each after some of those before it. */
export function randomTasks(draw: (below: number) => number, most: number): Readonly<Record<string, TaskSketch>> {
  const count = 1 + draw(most)
  const tasks: [string, TaskSketch][] = []
  for (let index = 0; index < count; index += 1) {
    const after = Array.from({ length: index }, (_, before) => before)
      .filter(() => draw(3) === 0)
      .map((before) => ({ on: `k${before}`, from: draw(2) === 0 ? 'landed' : 'stacked' }) as const)
    const first = agents.slice(draw(3))
    tasks.push([`k${index}`, { after, agents: first, priority: draw(4) - 1, candidates: draw(5) === 0 ? 2 : 1 }])
  }
  return Object.fromEntries(tasks)
}

export function randomLimits(draw: (below: number) => number): PoolLimits {
  const perhaps = () => (draw(2) === 0 ? {} : { a: 1 + draw(2), b: 1 + draw(2) })
  return {
    project: draw(2) === 0 ? null : 1 + draw(3),
    agents: perhaps(),
    providers: draw(2) === 0 ? {} : { one: 1 + draw(3) },
    providerOf,
    review: 1 + draw(4),
    fanOut: 1_000,
    day: {},
  }
}

/** What a person may do about plans, their tasks and the limits. */
export function orchestrate(simulation: Simulation, which: number, choice: number): void {
  const run = `R${which % 3}`
  const draw = lots(choice)
  switch (choice % 4) {
    case 0:
      if (simulation.model.run.get(run) === undefined) begin(simulation, run, draw)
      else if (draw(4) === 0) simulation.send(limits(simulation, draw), undefined, 'person')
      else simulation.send(ofRun(run as RunId, draw), undefined, 'person')
      return
    case 1:
      simulation.send(ofRun(run as RunId, draw), undefined, 'person')
      return
    default: {
      const command = ofTask(simulation, run as RunId, draw)
      if (command !== null) simulation.send(command, undefined, 'person')
    }
  }
}

function begin(simulation: Simulation, run: string, draw: (below: number) => number): void {
  const planned = draw(5) === 0
  planRun(simulation, run, {
    tasks: planned ? {} : randomTasks(draw, 6),
    project: `p${draw(2)}`,
    approve: !planned && draw(3) > 0,
    autoLand: draw(3) === 0,
    parallel: draw(2) === 0 ? null : 1 + draw(3),
    review: draw(2) === 0 ? null : 1 + draw(3),
    ...(planned ? { planner: `planner-${run}` } : {}),
  })
}

function limits(simulation: Simulation, draw: (below: number) => number): Command {
  const limit = simulation.model.pool.get('pool')?.limit ?? 1
  return { type: 'pool.configure', payload: { limit, limits: randomLimits(draw) } }
}

function ofRun(run: RunId, draw: (below: number) => number): Command {
  switch (draw(8)) {
    case 7:
      return proposal(run, draw)
    case 0:
      return { type: 'run.pause', payload: { run } }
    case 1:
      return { type: 'run.stop', payload: { run } }
    case 2:
    case 3:
      return { type: 'run.approve', payload: { run, confirmed: true } }
    case 4:
      return { type: 'run.configure', payload: { run, limits: { parallel: 1 + draw(3), review: null } } }
    default:
      return { type: 'run.resume', payload: { run } }
  }
}

/** What a planner submits; its tasks have ids that no other proposal of the run has used, mostly. */
function proposal(run: RunId, draw: (below: number) => number): Command {
  const number = draw(1_000)
  const tasks = Object.entries(randomTasks(draw, 4)).map(([key, sketch]) => {
    return { ...sketchedTask(run, key, sketch), id: `${run}/${number}-${key}` as TaskId }
  })
  const limits = { parallel: null, review: null }
  const plan = { goal: 'Reach it', topology: 'queue', effort: 'quick', gates: [], budget: {}, limits, tasks } as const
  return { type: 'run.propose', payload: { run, by: `planner-${run}` as ThreadId, plan } }
}

/** A task is to be a run, or the planner of such a run has a plan, or a person approves one. */
export function ownRun(simulation: Simulation, draw: (below: number) => number): Command | null {
  const planned = planOwnRun(simulation, randomTasks(draw, 3), draw)
  return planned ?? expandTask(simulation, draw)
}

function ofTask(simulation: Simulation, run: RunId, draw: (below: number) => number): Command | null {
  const tasks = [...simulation.model.task.values()].filter((task) => task.run === run)
  const task = tasks[draw(Math.max(1, tasks.length))]
  const other = tasks[draw(Math.max(1, tasks.length))]?.id ?? ('none' as TaskId)
  if (task === undefined) return null
  switch (draw(10)) {
    case 0: {
      const after = draw(2) === 0 ? [] : [task.key]
      return { type: 'task.add', payload: { run, task: sketchedTask(run, `n${simulation.events.length}`, { after }) } }
    }
    case 1:
      return { type: 'task.link', payload: { task: task.id, on: other, from: draw(2) === 0 ? 'landed' : 'stacked' } }
    case 2:
      return { type: 'task.unlink', payload: { task: task.id, on: task.after[0]?.on ?? other } }
    case 3:
      return { type: 'task.remove', payload: { task: task.id } }
    case 4:
      return { type: 'task.move', payload: { task: task.id, before: draw(3) === 0 ? null : other } }
    case 5:
      return {
        type: 'task.edit',
        payload: { task: task.id, patch: { priority: draw(5), agents: [agents[draw(3)] ?? agents[0]] as never } },
      }
    case 7:
      return ownRun(simulation, draw)
    case 6: {
      const thread = task.threads[draw(Math.max(1, task.threads.length))]?.thread ?? ('none' as ThreadId)
      return { type: 'task.choose', payload: { task: task.id, thread } }
    }
    default:
      return { type: 'task.retry', payload: { task: task.id, agent: draw(2) === 0 ? undefined : agents[draw(3)] } }
  }
}
