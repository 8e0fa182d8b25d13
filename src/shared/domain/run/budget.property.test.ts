import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { TaskId, ThreadId } from '../../kernel/ids.ts'
import type { Task } from '../task/state.ts'
import { endTurn, given, givenRun, givenTurn, reportUsage } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import { isAtWork, mayReserve } from './budget.ts'
import { runSpend } from './spend.ts'

const largestReport = 50

const setting = fc.record({
  budget: fc.integer({ min: 50, max: 2000 }),
  own: fc.array(fc.option(fc.integer({ min: 20, max: 600 })), { minLength: 2, maxLength: 8 }),
  steps: fc.array(fc.tuple(fc.nat(9), fc.nat(7), fc.integer({ min: 1, max: largestReport })), {
    minLength: 40,
    maxLength: 150,
    size: 'max',
  }),
})

/** A host that starts what may be reserved, and agents that spend, end their turns, or go down with the host. */
class Play {
  readonly simulation = new Simulation()
  /** Of threads that were told to stop: each may have one more report under way. */
  readonly late = new Set<string>()
  readonly #keys: readonly string[]

  constructor(budget: number, own: readonly (number | null)[]) {
    this.simulation.send({ type: 'pool.start', payload: { limit: 50 } })
    const tasks = own.map((tokens, index) => [`k${index}`, tokens === null ? {} : { budget: { tokens } }] as const)
    this.#keys = tasks.map(([key]) => key)
    givenRun(this.simulation, Object.fromEntries(tasks), { budget: { tokens: budget } })
  }

  step([action, which, size]: readonly [number, number, number]): void {
    const key = this.#keys[which % this.#keys.length] ?? ''
    const task = this.simulation.model.task.get(key)
    const thread = this.simulation.thread(task?.threads.at(-1)?.thread ?? '')
    if (task === undefined) return
    if (action <= 2) this.#start(key)
    else if (action <= 7) this.#report(thread?.id, size)
    else if (action === 8 && thread?.turn != null) endTurn(this.simulation, thread.id)
    else if (action === 9 && size < 3) this.simulation.send({ type: 'pool.start', payload: { limit: 50 } })
  }

  #start(key: string): void {
    const { model } = this.simulation
    const task = model.task.get(key)
    const running = model.run.get('r')?.plan?.state.kind === 'running'
    if (task?.state.kind !== 'waiting' || !running || !mayReserve(model, task)) return
    given(this.simulation, { type: 'task.starting', id: key as TaskId, attempt: 1, because: null })
    givenTurn(this.simulation, key)
  }

  #report(id: ThreadId | undefined, size: number): void {
    const thread = this.simulation.thread(id ?? '')
    if (thread?.turn == null || thread.state.kind !== 'running') return
    if (thread.turn.stopping !== undefined) {
      if (this.late.has(thread.id)) return
      this.late.add(thread.id)
    }
    reportUsage(this.simulation, thread.id, (thread.usage?.used ?? 0) + size)
  }
}

it('overshoots no budget by more than one report of each running thread', () => {
  fc.assert(
    fc.property(setting, ({ budget, own, steps }) => {
      const play = new Play(budget, own)
      for (const step of steps) {
        play.step(step)
        const { model, now } = play.simulation
        const run = model.run.get('r')
        if (run === undefined) throw new Error('no run')
        const spent = runSpend(model, run, now).tokens
        expect(spent).toBeLessThanOrEqual(budget + largestReport * (1 + play.late.size))
        if (spent < budget) continue
        expect(run.plan?.state, 'a spent run goes on').toEqual({ kind: 'paused', by: 'budget' })
        const going = [...model.thread.values()].filter((thread) => thread.turn?.phase === 'running')
        expect(going, 'a thread runs on a spent budget').toEqual([])
      }
    }),
    { numRuns: 300 },
  )
})

it('starts nothing that others have reserved, and always something while there is money and nothing at work', () => {
  fc.assert(
    fc.property(setting, ({ budget, own, steps }) => {
      const play = new Play(budget, own)
      for (const step of steps) {
        play.step(step)
        for (const task of play.simulation.model.task.values()) {
          if (task.state.kind === 'waiting') expectRight(play.simulation, budget, task)
        }
      }
    }),
    { numRuns: 200 },
  )
})

function expectRight({ model, now }: Simulation, budget: number, task: Task): void {
  const run = model.run.get('r')
  const left = budget - (run === undefined ? 0 : runSpend(model, run, now).tokens)
  const atWork = [...model.task.values()].some((other) => isAtWork(model, other))
  const may = mayReserve(model, task)
  if (left <= 0) expect(may).toBe(false)
  else if (!atWork) expect(may, 'it waits for nobody').toBe(true)
  else if ((task.budget.tokens ?? 0) > left) expect(may).toBe(false)
}
