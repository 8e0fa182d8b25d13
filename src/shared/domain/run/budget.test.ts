import { describe, expect, it } from 'vitest'
import type { RequestId, TaskId } from '../../kernel/ids.ts'
import { defaultPoolLimits } from '../pool/state.ts'
import { endTurn, given, givenRun, givenTurn, plainPolicy, reportUsage } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import { mayReserve, needsClock } from './budget.ts'
import { daySpend, runSpend, taskSpend } from './spend.ts'

function opened(limit = 10): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit } })
  return simulation
}

const taskOf = (simulation: Simulation, key: string) => {
  const task = simulation.model.task.get(key)
  if (task === undefined) throw new Error(`no task ${key}`)
  return task
}

const runOf = (simulation: Simulation) => {
  const run = simulation.model.run.get('r')
  if (run === undefined) throw new Error('no run')
  return run
}

const typesSince = (simulation: Simulation, from: number) =>
  simulation.events.slice(from).map(({ event }) => event.type)

describe('what was spent', () => {
  it('is what conversations grew by, and is added up at the end of each turn', () => {
    const simulation = opened()
    givenRun(simulation, { a: {}, b: {} })
    const [a, b] = [givenTurn(simulation, 'a'), givenTurn(simulation, 'b')]
    reportUsage(simulation, a, { used: 100, cost: 0.5 })
    reportUsage(simulation, a, { used: 300, cost: 1 })
    reportUsage(simulation, b, 50)
    expect(runSpend(simulation.model, runOf(simulation), simulation.now)).toMatchObject({ tokens: 350, cost: 1 })
    endTurn(simulation, a)
    expect(taskOf(simulation, 'a').spent).toMatchObject({ tokens: 300, cost: 1 })
    expect(simulation.model.pool.get('pool')?.today).toMatchObject({ day: '1970-01-01', tokens: 300, cost: 1 })
    expect(runSpend(simulation.model, runOf(simulation), simulation.now)).toMatchObject({ tokens: 350, cost: 1 })
    expect(daySpend(simulation.model, simulation.now)).toMatchObject({ tokens: 350, cost: 1 })
  })

  it('goes on growing where a conversation was shortened', () => {
    const simulation = opened()
    givenRun(simulation, { a: {} })
    const a = givenTurn(simulation, 'a')
    for (const used of [400, 100, 250]) reportUsage(simulation, a, used)
    expect(taskSpend(simulation.model, taskOf(simulation, 'a'), simulation.now).tokens).toBe(550)
  })

  it('counts no wait for a person as work', () => {
    const simulation = opened()
    givenRun(simulation, { a: {} })
    const a = givenTurn(simulation, 'a')
    simulation.now += 60_000
    const request = { id: 'q' as RequestId, title: '', detail: '', kind: 'execute', toolCall: null, options: [] }
    simulation.send({ type: 'permission.ask', payload: { thread: a, generation: 1, request } })
    simulation.now += 600_000
    simulation.send({ type: 'permission.expire', payload: { thread: a, generation: 1, request: request.id } })
    simulation.now += 60_000
    const open = taskSpend(simulation.model, taskOf(simulation, 'a'), simulation.now).workMs
    expect(Math.round(open / 1000)).toBe(120)
    endTurn(simulation, a)
    expect(Math.round(taskOf(simulation, 'a').spent.workMs / 1000)).toBe(120)
  })

  it('is kept of a turn that was lost with its host', () => {
    const simulation = opened(0)
    givenRun(simulation, { a: {} })
    reportUsage(simulation, givenTurn(simulation, 'a'), 70)
    simulation.send({ type: 'pool.start', payload: { limit: 0 } })
    expect(taskOf(simulation, 'a').spent).toEqual({ tokens: 70, cost: null, workMs: 0 })
  })

  it('is not looked at where nothing is decided for a thread', () => {
    const simulation = opened()
    simulation.dispatch('x')
    given(simulation, { type: 'thread.turn-started', id: 'x' as never, turn: 1 })
    const before = simulation.events.length
    reportUsage(simulation, 'x' as never, { used: 10, cost: 5 })
    endTurn(simulation, 'x' as never)
    expect(typesSince(simulation, before)).not.toContain('pool.spent')
  })
})

describe('a budget that runs out', () => {
  it('asks threads once to wind down, by a prompt of the host that ends their turn', () => {
    const simulation = opened()
    givenRun(simulation, { a: {}, b: {} }, { budget: { tokens: 1000 } })
    const [a, b] = [givenTurn(simulation, 'a'), givenTurn(simulation, 'b')]
    reportUsage(simulation, a, 500)
    reportUsage(simulation, b, 300)
    for (const thread of [a, b]) {
      expect(simulation.thread(thread)).toMatchObject({ turn: { phase: 'cancelling' }, prompts: [{ steers: true }] })
    }
    const prompt = simulation.model.prompt.get(simulation.thread(a)?.prompts[0]?.id ?? '')
    expect(prompt?.blocks).toMatchObject([{ origin: 'host' }])
    expect(JSON.stringify(prompt?.blocks)).toContain('800 of 1,000 tokens')
    endTurn(simulation, a)
    expect(simulation.thread(a)?.state.kind).toBe('preparing')
    const before = simulation.events.length
    reportUsage(simulation, a, 550)
    expect(typesSince(simulation, before)).toEqual(['thread.usage-reported'])
  })

  it('stops the threads with everything kept, pauses the run, and starts nothing', () => {
    const simulation = opened()
    givenRun(simulation, { a: {}, b: {}, c: {} }, { budget: { cost: 2 } })
    const [a, b] = [givenTurn(simulation, 'a'), givenTurn(simulation, 'b')]
    reportUsage(simulation, a, { used: 1, cost: 2.1 })
    expect(runOf(simulation).plan).toMatchObject({ state: { kind: 'paused', by: 'budget' }, warned: 100 })
    endTurn(simulation, a)
    endTurn(simulation, b)
    for (const thread of [a, b]) {
      expect(simulation.thread(thread)?.state).toMatchObject({ kind: 'parked', reason: { code: 'budget' } })
    }
    expect(JSON.stringify(simulation.thread(a)?.state)).toContain('$2.10 of $2.00')
    expect(mayReserve(simulation.model, taskOf(simulation, 'c'))).toBe(false)
    expect(typesSince(simulation, 0).filter((type) => type === 'run.budget-reached')).toHaveLength(1)
  })

  it('goes on once it is higher, and says so again at the new limit', () => {
    const simulation = opened()
    const id = givenRun(simulation, { a: {}, b: {} }, { budget: { tokens: 100 } })
    const a = givenTurn(simulation, 'a')
    reportUsage(simulation, a, 100)
    endTurn(simulation, a)
    given(simulation, { type: 'run.configured', id, policy: { ...plainPolicy, budget: { tokens: 200 } } })
    given(simulation, { type: 'run.resumed', id })
    expect(mayReserve(simulation.model, taskOf(simulation, 'b'))).toBe(true)
    reportUsage(simulation, givenTurn(simulation, 'b'), 60)
    expect(runOf(simulation).plan).toMatchObject({ state: { kind: 'running' }, warned: 80 })
  })

  it('is that of a task alone where only that is spent', () => {
    const simulation = opened()
    givenRun(simulation, { a: { budget: { tokens: 100 } }, b: {} })
    const [a, b] = [givenTurn(simulation, 'a'), givenTurn(simulation, 'b')]
    reportUsage(simulation, b, 5000)
    reportUsage(simulation, a, 100)
    endTurn(simulation, a)
    expect(simulation.thread(a)?.state).toMatchObject({ kind: 'parked', reason: { code: 'budget' } })
    expect(simulation.thread(b)?.turn?.phase).toBe('running')
    expect(runOf(simulation).plan?.state.kind).toBe('running')
    given(simulation, { type: 'task.edited', id: 'a' as TaskId, patch: { budget: { tokens: 900 } } })
    expect(taskOf(simulation, 'a').warned).toBeUndefined()
  })

  it('may run out of minutes while nobody says anything', () => {
    const simulation = opened()
    givenRun(simulation, { a: {} }, { budget: { minutes: 10 } })
    const a = givenTurn(simulation, 'a')
    expect(needsClock(simulation.model)).toBe(true)
    simulation.now += 8.5 * 60_000
    simulation.send({ type: 'run.check-budgets', payload: {} })
    expect(simulation.thread(a)?.prompts).toHaveLength(1)
    simulation.now += 2 * 60_000
    simulation.send({ type: 'run.check-budgets', payload: {} })
    endTurn(simulation, a)
    expect(simulation.thread(a)?.state).toMatchObject({ kind: 'parked', reason: { code: 'budget' } })
    const before = simulation.events.length
    simulation.send({ type: 'run.check-budgets', payload: {} })
    expect(simulation.events).toHaveLength(before)
    expect(needsClock(simulation.model)).toBe(false)
  })

  it('of the day stops every run', () => {
    const simulation = opened()
    given(simulation, {
      type: 'pool.configured',
      id: 'pool',
      limit: 10,
      limits: { ...defaultPoolLimits, day: { tokens: 1000 } },
    })
    givenRun(simulation, { a: {}, b: {} })
    const [a, b] = [givenTurn(simulation, 'a'), givenTurn(simulation, 'b')]
    reportUsage(simulation, a, 990)
    expect(simulation.thread(b)?.prompts).toHaveLength(1)
    reportUsage(simulation, b, 20)
    expect(runOf(simulation).plan?.state).toEqual({ kind: 'paused', by: 'budget' })
    endTurn(simulation, a)
    expect(simulation.thread(a)?.state).toMatchObject({ kind: 'parked', reason: { code: 'budget' } })
    expect(typesSince(simulation, 0).filter((type) => type === 'pool.budget-reached')).toHaveLength(2)
  })
})

describe('what may be reserved', () => {
  it('is an even share of what is left, or the budget of its own', () => {
    const simulation = opened(0)
    const budgets = { a: {}, b: { budget: { tokens: 400 } }, c: { budget: { tokens: 700 } } }
    givenRun(simulation, budgets, { budget: { tokens: 1000 } })
    expect(['a', 'b', 'c'].map((key) => mayReserve(simulation.model, taskOf(simulation, key)))).toEqual([
      true,
      true,
      true,
    ])
    given(simulation, { type: 'task.starting', id: 'b' as TaskId, attempt: 1, because: null })
    expect(mayReserve(simulation.model, taskOf(simulation, 'a'))).toBe(true)
    // 600 are left beside what b may still use.
    expect(mayReserve(simulation.model, taskOf(simulation, 'c'))).toBe(false)
    const b = givenTurn(simulation, 'b')
    reportUsage(simulation, b, 100)
    endTurn(simulation, b)
    expect(mayReserve(simulation.model, taskOf(simulation, 'c'))).toBe(true)
  })

  it('is all that is left where nothing else is at work, so that nothing waits for ever', () => {
    const simulation = opened(0)
    givenRun(simulation, { a: { budget: { tokens: 5000 } } }, { budget: { tokens: 1000 } })
    expect(mayReserve(simulation.model, taskOf(simulation, 'a'))).toBe(true)
  })
})
