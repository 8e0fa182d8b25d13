import { toolBench } from '../../src/main/bus/bench.ts'
import type { BusEngine } from '../../src/main/bus/bus-engine.ts'
import { busCapability } from '../../src/main/bus/capability.ts'
import { Inbox } from '../../src/main/bus/inbox.ts'
import type { BusServices } from '../../src/main/bus/services.ts'
import { MemoryModel } from '../../src/shared/domain/memory-model.ts'
import { coordinatorView } from '../../src/shared/domain/run/coordinator-view.ts'
import { plannerPrompt } from '../../src/shared/domain/run/planner-prompt.ts'
import { reportLimits } from '../../src/shared/domain/task/decide/report.ts'
import type { TaskLink, TaskReport } from '../../src/shared/domain/task/state.ts'
import { type GivenTask, given, givenRun } from '../../src/shared/domain/testing/planned-run.ts'
import { planRun } from '../../src/shared/domain/testing/plans.ts'
import { Simulation } from '../../src/shared/domain/testing/simulation.ts'
import type { TaskId, ThreadId } from '../../src/shared/kernel/ids.ts'

const planner = 'planner' as ThreadId

/** What is listed of tools is the same whatever they would do. */
const engine: BusEngine = {
  submit: () => Promise.reject(new Error('nothing is sent')),
  subscribe: () => () => undefined,
  model: new MemoryModel().model,
}
const services: BusServices = {
  engine,
  clock: { now: () => 0, after: () => () => undefined },
  inbox: new Inbox(engine),
  agents: async () => ['scripted'],
  changed: async () => undefined,
  contractVersion: async () => null,
  tryTest: () => Promise.reject(new Error('nothing is run')),
}

const filled = (words: string, length: number) => words.repeat(Math.ceil(length / words.length)).slice(0, length)

/** As long as the host takes one in. */
function longReport(key: string, at: number): TaskReport {
  const points = (words: string) => Array.from({ length: reportLimits.points }, () => filled(words, reportLimits.point))
  return {
    from: 'agent',
    summary: `Summary of ${key}. ${filled('It was done as the brief says. ', reportLimits.summary - 100)}`,
    interfaces: points('function search(query: string, page: number): Page; '),
    decisions: points('Pages begin at one because the other lists do. '),
    questions: points('May the old endpoint go? '),
    at,
  }
}

/** Each comes after the one before and one further back; every third is stacked. */
function linksOf(number: number): readonly TaskLink[] {
  return [number - 1, number - 7]
    .filter((on) => on >= 0)
    .map((on) => ({ on: `task-${on}` as TaskId, from: number % 3 === 0 ? 'stacked' : 'landed' }))
}

export interface CoordinatorLoad {
  /** What `show_run` answers. */
  readonly view: string
  /** That, the prompt of a planner, and its tools as they are listed. */
  readonly everything: number
  /** UTF-16 units of all reports in full: what it would be without a limit. */
  readonly reports: number
  /** Milliseconds to make the view. */
  readonly took: number
}

/** A run of so many tasks, all of which have handed over the longest report. */
export function coordinatorLoad(tasks: number, now: () => number): CoordinatorLoad {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 0 } })
  const keys = Array.from({ length: tasks }, (_, number) => `task-${number}`)
  const rows = keys.map((key, number): readonly [string, GivenTask] => {
    return [key, { title: `${filled('A title as long as titles get ', 150)} ${number}`, after: linksOf(number) }]
  })
  const run = givenRun(simulation, Object.fromEntries(rows))
  let reports = 0
  for (const key of keys) {
    simulation.now += 1
    const report = longReport(key, simulation.now)
    reports += JSON.stringify(report).length
    given(simulation, { type: 'task.reported', id: key as TaskId, report })
  }
  planRun(simulation, 'planning', { tasks: {}, planner })
  const { model } = simulation
  const row = model.run.get(run)
  if (row === undefined || model.thread.get(planner) === undefined) throw new Error('the run was not made')
  const started = now()
  const view = coordinatorView(model, row)
  const took = now() - started
  const bench = toolBench(busCapability(services).tools ?? [], () => model)
  const tools = `${bench.instructions(planner)}${JSON.stringify(bench.list(planner))}`
  const prompt = plannerPrompt(row.goal, ['npm test']).map((block) => (block.kind === 'text' ? block.text : ''))
  return { view, everything: view.length + tools.length + prompt.join('').length, reports, took }
}
