import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LandingId, PromptId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import { lineOf } from '../run/own-runs.ts'
import { exceeded, heldIn, idle, inHand, inReview, restless, reviewLimitOf } from '../testing/limits.ts'
import { lots, ownRun, randomLimits, randomTasks } from '../testing/orchestrate.ts'
import { outcomeOf } from '../testing/outside.ts'
import { planRun } from '../testing/plans.ts'
import { Simulation } from '../testing/simulation.ts'
import type { Thread } from '../thread/state.ts'

const schedules = Number(globalThis.process?.env.FAST_CHECK_RUNS ?? 1_000)

interface Setting {
  readonly seed: number
  readonly slots: number
  readonly runs: number
  readonly steps: readonly number[]
}

const setting: fc.Arbitrary<Setting> = fc.record({
  seed: fc.nat(1_000_000),
  slots: fc.integer({ min: 1, max: 5 }),
  runs: fc.integer({ min: 1, max: 3 }),
  steps: fc.array(fc.nat(10_000), { minLength: 20, maxLength: 120, size: 'max' }),
})

function begin({ runs, seed, slots }: Setting): Simulation {
  const draw = lots(seed)
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: slots, limits: randomLimits(draw) } })
  for (let run = 0; run < runs; run += 1) {
    const perhaps = () => (draw(2) === 0 ? null : 1 + draw(3))
    const tasks = randomTasks(draw, 8)
    planRun(simulation, `r${run}`, { tasks, project: `p${draw(2)}`, parallel: perhaps(), review: perhaps() })
  }
  return simulation
}

/** An effect comes to its outcome, a turn ends, the host restarts, or a person does something. */
function step(simulation: Simulation, lot: number): void {
  const runnable = simulation.runnable()
  const pending = runnable[lot % Math.max(1, runnable.length)]
  const threads = [...simulation.model.thread.values()]
  const thread = threads[lot % Math.max(1, threads.length)]
  if (lot % 41 === 0) restart(simulation)
  else if (lot % 3 !== 0 && pending !== undefined) simulation.settle(pending, outcomeOf(simulation, pending, lot))
  else if (thread?.state.kind === 'running') endTurn(simulation, thread, lot)
  else if (lot % 7 === 0) ofOwnRun(simulation, lot)
  else if (lot % 5 === 0) ofRun(simulation, lot)
  else if (thread !== undefined) ofThread(simulation, thread, lot)
}

function restart(simulation: Simulation): void {
  const pool = simulation.model.pool.get('pool')
  simulation.send({ type: 'pool.start', payload: { limit: pool?.limit ?? 1 } })
}

function endTurn(simulation: Simulation, { id, session }: Thread, lot: number): void {
  const reason = { code: 'crash', message: 'It died.', remedy: 'Prompt it.' } as const
  const outcome =
    lot % 4 === 0 ? ({ kind: 'failed', reason } as const) : ({ kind: 'stopped', stopReason: 'end_turn' } as const)
  simulation.send({ type: 'turn.report-ended', payload: { thread: id, generation: session.generation, outcome } })
}

function ofRun(simulation: Simulation, lot: number): void {
  const run = `r${lot % 3}` as RunId
  const types = ['run.pause', 'run.stop', 'run.resume', 'run.resume'] as const
  simulation.send({ type: types[lot % types.length] ?? 'run.resume', payload: { run } }, undefined, 'person')
}

/** Tasks that are runs of their own: asked for, planned, approved, or approved by themselves. */
function ofOwnRun(simulation: Simulation, lot: number): void {
  const draw = lots(lot)
  const spawn = draw(2) === 0 ? 'automatic' : 'ask'
  const run = `r${draw(3)}` as RunId
  const command =
    draw(6) === 0 ? ({ type: 'run.configure', payload: { run, spawn } } as const) : ownRun(simulation, draw)
  if (command !== null) simulation.send(command, undefined, 'person')
}

function ofThread(simulation: Simulation, thread: Thread, lot: number): void {
  const id = `${lot}-${simulation.events.length}`
  const again = { prompt: `m${id}` as PromptId, attempt: `a${id}` as ThreadId }
  const blocks = [{ kind: 'text', text: 'Go on', origin: 'person' } as const]
  const payload = { thread: thread.id }
  switch (lot % 6) {
    case 0:
      return void simulation.send({ type: 'thread.discard', payload }, undefined, 'person')
    case 1:
      return void simulation.send(
        { type: 'thread.prompt', payload: { ...payload, ...again, blocks } },
        undefined,
        'person',
      )
    case 2:
      return void simulation.send({ type: 'task.retry', payload: { task: thread.task } }, undefined, 'person')
    default: {
      const landing = `l${id}` as LandingId
      simulation.send(
        { type: 'thread.land', payload: { ...payload, landing, strategy: 'squash' } },
        undefined,
        'person',
      )
    }
  }
}

/** What began since although its run let nothing begin. */
function wrongStarts(simulation: Simulation, from: number): readonly string[] {
  const { model } = simulation
  return simulation.events.slice(from).flatMap(({ event }) => {
    if (event.type !== 'task.starting') return []
    const run = model.task.get(event.id)?.run ?? ''
    const state = model.run.get(run)?.plan?.state.kind
    const over = event.because === null && inHand(model, run) > reviewLimitOf(model, run)
    return [
      ...(state === 'running' ? [] : [`${event.id} began in a run that is ${state}`]),
      ...(over ? [`${event.id} began as one of ${inHand(model, run)} that may come to wait for a review`] : []),
    ]
  })
}

type Counts = ReadonlyMap<string, number>

const inHandOf = ({ model }: Simulation): Counts =>
  new Map([...model.run.values()].map(({ id }) => [id, inHand(model, id)]))

interface InHand {
  readonly before: Counts
  readonly after: Counts
}

/** More of a run than may wait for a review does, or is about to. Only a person takes up more. */
function overReviewed({ events, model }: Simulation, from: number, { after, before }: InHand): readonly string[] {
  if (events.slice(from).some(({ actor }) => actor === 'person')) return []
  return [...model.run.values()].flatMap(({ id }) => {
    const most = Math.max(reviewLimitOf(model, id), before.get(id) ?? 0)
    const count = after.get(id) ?? 0
    return count > most ? [`${count} of ${id} may come to wait for a review, ${most} may`] : []
  })
}

/** What nobody disturbs never has more waiting for a review than may. */
function strictly({ model }: Simulation): void {
  for (const { id } of model.run.values()) {
    expect(inReview(model, id)).toBeLessThanOrEqual(reviewLimitOf(model, id))
  }
}

/** Lets everything come to its end with nobody there; turns end well. */
function quiesce(simulation: Simulation, look?: (simulation: Simulation) => void): void {
  for (let round = 0; round < 20_000; round += 1) {
    look?.(simulation)
    const [pending] = simulation.runnable()
    const running = [...simulation.model.thread.values()].find(({ state }) => state.kind === 'running')
    if (pending !== undefined) simulation.settle(pending, outcomeOf(simulation, pending, 1))
    else if (running !== undefined) endTurn(simulation, running, 1)
    else return
  }
  throw new Error('the schedule never comes to rest')
}

const resting: ReadonlySet<string> = new Set(['ready', 'landed', 'parked', 'discarded', 'needs-you'])

describe('limits', () => {
  it('are never exceeded, nothing waits beside room that all of them have, and every task comes to rest', () => {
    fc.assert(
      fc.property(setting, (given) => {
        const simulation = begin(given)
        expect(exceeded(simulation.model, new Map())).toEqual([])
        let inHandBefore = inHandOf(simulation)
        for (const lot of given.steps) {
          const before = heldIn(simulation.model)
          const from = simulation.events.length
          step(simulation, lot)
          const { model } = simulation
          const inHandNow = inHandOf(simulation)
          const wrong = [
            ...exceeded(model, before),
            ...idle(model),
            ...wrongStarts(simulation, from),
            ...overReviewed(simulation, from, { before: inHandBefore, after: inHandNow }),
          ]
          inHandBefore = inHandNow
          if (wrong.length > 0) throw new Error(wrong.join('; '))
        }
        quiesce(simulation)
        expect([...restless(simulation.model), ...idle(simulation.model)]).toEqual([])
        for (const { run, state } of simulation.model.thread.values()) {
          const held = lineOf(simulation.model, run).some(({ plan }) => plan?.state.kind !== 'running')
          expect(resting.has(state.kind) || (state.kind === 'queued' && held), state.kind).toBe(true)
        }
      }),
      { numRuns: schedules },
    )
  }, 120_000)

  it('leave a plan that nobody disturbs with every task landed, one after the other', () => {
    fc.assert(
      fc.property(setting, (given) => {
        const simulation = begin(given)
        for (let round = 0; round < 200; round += 1) {
          quiesce(simulation, strictly)
          if (!landNext(simulation)) break
        }
        for (const task of simulation.model.task.values()) expect(task.state.kind, task.id).toBe('landed')
      }),
      { numRuns: Math.ceil(schedules / 10) },
    )
  })
})

/** Lands whatever can be, as a person would; candidates are chosen first. */
function landNext(simulation: Simulation): boolean {
  const before = simulation.events.length
  for (const { id, state, task } of simulation.model.thread.values()) {
    if (state.kind !== 'ready') continue
    const row = simulation.model.task.get(task)
    if (row !== undefined && row.candidates > 1 && row.state.kind === 'active') {
      simulation.send({ type: 'task.choose', payload: { task: task as TaskId, thread: id } }, undefined, 'person')
    }
    const landing = `l-${id}-${simulation.events.length}` as LandingId
    simulation.send({ type: 'thread.land', payload: { thread: id, landing, strategy: 'squash' } }, undefined, 'person')
  }
  return simulation.events.length > before
}
