import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command } from '../command.ts'
import { verdict } from '../testing/checks-outside.ts'
import { outcomeOf } from '../testing/outside.ts'
import { Simulation } from '../testing/simulation.ts'
import type { TurnOutcome } from '../thread/commands.ts'
import { holdsSlot } from '../thread/queries.ts'
import type { ParkCode, Thread } from '../thread/state.ts'
import { attemptLimit } from './answer.ts'
import { dueSteps } from './queries.ts'

const runs = Number(globalThis.process?.env.FAST_CHECK_RUNS ?? 300)

const troubles: readonly ParkCode[] = [
  'crash',
  'rate-limit',
  'overloaded',
  'auth',
  'context-overflow',
  'refusal',
  'error',
]

type Step = readonly [action: number, which: number, choice: number]

const setting = fc.record({
  steps: fc.array(fc.tuple(fc.nat(15), fc.nat(6), fc.nat(5000)), { maxLength: 200, size: 'max' }),
  efforts: fc.array(fc.constantFrom('quick', 'standard', 'proven'), { minLength: 1, maxLength: 4 }),
  autoLand: fc.boolean(),
  others: fc.boolean(),
  /** How it goes on when no step is left, for ever the same. */
  after: fc.nat(5000),
})

type Setting = typeof setting extends fc.Arbitrary<infer Value> ? Value : never

function begin({ autoLand, efforts, others }: Setting): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 2 } })
  for (const [index, effort] of efforts.entries()) dispatch(simulation, `t${index}`, { effort, others, autoLand })
  return simulation
}

function dispatch(simulation: Simulation, id: string, how: { effort: string; others: boolean; autoLand: boolean }) {
  const payload = {
    run: `r-${id}`,
    task: `k-${id}`,
    thread: id,
    prompt: `m-${id}`,
    project: 'p',
    repository: '/p',
    initialize: false,
    agent: { kind: 'catalogue', id: 'a' },
    blocks: [{ kind: 'text', text: `Do ${id}`, origin: 'person' }],
    effort: how.effort,
    gates: ['lint', 'test'],
    recover: true,
    ...(how.others ? { others: [{ kind: 'catalogue', id: 'b' }] } : {}),
  }
  const place = { base: { ref: 'main', commit: 'base' }, into: 'main' }
  const facts = { root: '/p', gitDirectory: '/p/.git', prefix: '', branchPrefix: 'sy', ...place }
  const sent = simulation.send({ type: 'run.dispatch', payload } as unknown as Command, facts, 'person')
  expect(sent.ok).toBe(true)
  if (!how.autoLand) return
  const configured = { type: 'run.configure', payload: { run: `r-${id}`, autoLand: true } } as unknown as Command
  simulation.send(configured, undefined, 'person')
}

function endOfTurn(choice: number): TurnOutcome {
  const code = troubles[choice % (troubles.length + 4)]
  if (code === undefined) return { kind: 'stopped', stopReason: choice % 5 === 0 ? 'max_tokens' : 'end_turn' }
  const retryAt = choice % 2 === 0 ? {} : { retryAt: choice }
  return { kind: 'failed', reason: { code, message: 'It said so.', remedy: 'Look.', ...retryAt } }
}

/** What a session in a turn says next: mostly its end. */
function report(simulation: Simulation, thread: Thread, choice: number): void {
  const from = { thread: thread.id, generation: thread.session.generation }
  const said = verdict(simulation, thread.id, choice)
  if (said !== null && choice % 2 === 0) simulation.send(said)
  else if (choice % 6 === 1)
    simulation.send({ type: 'recovery.report-loop', payload: { ...from, call: 'ls', times: 5 } })
  else if (choice % 6 === 2) simulation.send({ type: 'recovery.report-stillness', payload: { ...from, stillness } })
  else simulation.send({ type: 'turn.report-ended', payload: { ...from, outcome: endOfTurn(choice) } })
}

const stillness = {
  silentMs: 600_000,
  cpuMs: 0,
  ioBytes: 0,
  alive: true,
  filesChanged: false,
  children: 0,
  openTool: null,
  patienceMs: 300_000,
}

/** Something that is possible now happens; false where nothing is. */
function advance(simulation: Simulation, which: number, choice: number): boolean {
  const ways: (() => void)[] = simulation.runnable().map((pending) => () => {
    simulation.settle(pending, outcomeOf(simulation, pending, choice))
  })
  for (const thread of simulation.model.thread.values()) {
    if (thread.state.kind !== 'running') continue
    ways.push(() => report(simulation, thread, thread.turn?.phase === 'cancelling' ? 3 * choice : choice))
  }
  for (const { number, thread } of dueSteps(simulation.model)) {
    ways.push(() => simulation.send({ type: 'recovery.proceed', payload: { thread, number } }))
  }
  const way = ways[which % Math.max(1, ways.length)]
  way?.()
  return way !== undefined
}

function perform(simulation: Simulation, [action, which, choice]: Step): void {
  if (action === 0) simulation.send({ type: 'pool.start', payload: { limit: 2 } })
  else advance(simulation, which, choice)
}

/** Nobody comes to help; how many things happen until nothing does. */
function quiesce(simulation: Simulation, after: number): void {
  for (let round = 0; round < 3_000; round += 1) {
    // The same trouble again and again is the worst there is; a little else keeps it from being all there is.
    if (!advance(simulation, round, after + (round % 5 === 0 ? round : 0))) return
  }
  throw new Error('it never comes to rest')
}

function check(simulation: Simulation): void {
  const { model } = simulation
  for (const task of model.task.values()) {
    expect(task.threads.length, 'threads of one task').toBeLessThanOrEqual(attemptLimit)
    expect(['active', 'landed', 'parked'], `the task is ${task.state.kind}`).toContain(task.state.kind)
  }
  for (const thread of model.thread.values()) {
    const { state } = thread
    // What only read is put away by the host.
    const rests = thread.role === undefined ? ['landed', 'ready', 'parked'] : ['parked', 'discarded']
    expect(rests, `${thread.id} is ${state.kind}`).toContain(state.kind)
    if (state.kind === 'parked') {
      expect(state.reason.message).not.toBe('')
      expect(model.recovery.get(thread.id)?.next ?? null, 'parked, and something is still due').toBeNull()
    }
  }
  // What was given to another thread was begun there, or is parked with a reason of its own.
  const aside = [...model.thread.values()].filter(
    ({ role, state }) => role === undefined && state.kind === 'parked' && state.reason.code === 'superseded',
  )
  for (const { id, task } of aside) {
    const row = model.task.get(task)
    expect(row?.threads.at(-1)?.thread !== id || row.state.kind === 'parked', `${id} was left behind`).toBe(true)
  }
  const open = [...model.thread.values()].flatMap(({ prompts, turn }) => [...prompts, ...(turn ? [turn.prompt] : [])])
  const live = [...model.prompt.values()].filter((prompt) => !prompt.used).map((prompt) => prompt.id)
  expect(live.sort(), 'a prompt is lost, or kept for nobody').toEqual(open.map((prompt) => prompt.id).sort())
}

/** A verifier that can't be put away must not be tried again and again. */
const readerStays: Setting = {
  steps: [1091, 1, 161, 1, 1497, 151, 1261].map((choice): [number, number, number] => [1, 0, choice]),
  efforts: ['proven'],
  autoLand: false,
  others: false,
  after: 0,
}

describe('recovery', () => {
  it('ends within bounded attempts, hands off, whatever trouble comes in whatever order', () => {
    fc.assert(
      fc.property(setting, (given) => {
        const simulation = begin(given)
        for (const step of given.steps) {
          perform(simulation, step)
          const held = [...simulation.model.thread.values()].filter(holdsSlot).length
          expect(held, 'slots held').toBeLessThanOrEqual(2)
        }
        quiesce(simulation, given.after)
        check(simulation)
      }),
      { numRuns: runs, examples: [[readerStays]] },
    )
  })
})
