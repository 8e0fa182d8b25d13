import { describe, expect, it } from 'vitest'
import type { TaskId, ThreadId } from '../../../kernel/ids.ts'
import { type GivenTask, given, givenRun, givenTurn, plainPolicy, plainTask } from '../../testing/planned-run.ts'
import { Simulation } from '../../testing/simulation.ts'

function opened(tasks: Readonly<Record<string, GivenTask>>, policy = {}): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 0 } })
  givenRun(simulation, tasks, policy)
  return simulation
}

const report = { from: 'agent', summary: 'Done.', interfaces: ['f()'], decisions: [], questions: [] } as const

const codeOf = (decision: ReturnType<Simulation['send']>) => (decision.ok ? 'accepted' : decision.error.code)

function spawn(simulation: Simulation, by: ThreadId, task: object) {
  const id = `s${simulation.events.length}` as TaskId
  return simulation.send({ type: 'task.spawn', payload: { by, task: { ...plainTask, id, key: id, ...task } } })
}

describe('a report', () => {
  it('is kept with its task, and the host never takes its place', () => {
    const simulation = opened({ a: {} })
    const by = givenTurn(simulation, 'a')
    simulation.send({ type: 'task.report', payload: { by, report: { ...report, from: 'host', summary: 'Facts.' } } })
    simulation.send({ type: 'task.report', payload: { by, report } })
    simulation.send({ type: 'task.report', payload: { by, report: { ...report, from: 'host', summary: 'Later.' } } })
    expect(simulation.model.task.get('a')?.report).toEqual({ ...report, at: simulation.now - 1 })
  })

  it('says what is too long in it', () => {
    const simulation = opened({ a: {} })
    const by = givenTurn(simulation, 'a')
    const long = { ...report, decisions: ['ok', 'x'.repeat(501)] }
    const decision = simulation.send({ type: 'task.report', payload: { by, report: long } })
    expect(decision).toMatchObject({ ok: false, error: { code: 'report-too-long' } })
    expect(JSON.stringify(decision)).toContain('decisions[1]')
  })

  it('is not taken from a thread that only reads, or that works on no plan', () => {
    const simulation = opened({ a: {} })
    const by = givenTurn(simulation, 'a', 'verifier')
    expect(codeOf(simulation.send({ type: 'task.report', payload: { by, report } }))).toBe('reads-only')
    simulation.dispatch('x')
    const plain = { by: 'x' as ThreadId, report }
    expect(codeOf(simulation.send({ type: 'task.report', payload: plain }))).toBe('no-plan')
  })
})

describe('a task that a thread found', () => {
  it('is proposed, or one of the plan at once, as the policy says', () => {
    const simulation = opened({ a: {} })
    const by = givenTurn(simulation, 'a')
    expect(codeOf(spawn(simulation, by, { key: 'more', after: [{ on: 'a', from: 'stacked' }] }))).toBe('accepted')
    const [proposed] = [...simulation.model.task.values()].filter(({ key }) => key === 'more')
    expect(proposed).toMatchObject({
      state: { kind: 'proposed' },
      spawned: { by, depth: 1 },
      order: 1,
      after: [{ on: 'a', from: 'stacked' }],
    })
    given(simulation, { type: 'run.configured', id: 'r' as never, policy: { ...plainPolicy, spawn: 'automatic' } })
    spawn(simulation, by, { key: 'at-once' })
    const added = [...simulation.model.task.values()].find(({ key }) => key === 'at-once')
    expect(['waiting', 'ready', 'starting']).toContain(added?.state.kind)
  })

  it('must be valid, and says where it is not', () => {
    const simulation = opened({ a: {} })
    const by = givenTurn(simulation, 'a')
    for (const [task, place] of [
      [{ key: 'a' }, 'key'],
      [{ brief: ' ' }, 'brief'],
      [{ after: [{ on: 'b', from: 'landed' }] }, 'after[0]'],
      [{ effort: 'standard' }, 'gates'],
    ] as const) {
      const decision = spawn(simulation, by, task)
      expect(decision).toMatchObject({ ok: false, error: { code: 'plan-invalid' } })
      expect(decision.ok ? '' : decision.error.message).toContain(`${place}:`)
    }
  })

  it('is refused beyond the depth and the counts', () => {
    const simulation = opened({ a: {}, b: {} })
    const by = givenTurn(simulation, 'a')
    for (let count = 0; count < 10; count += 1) expect(codeOf(spawn(simulation, by, {}))).toBe('accepted')
    expect(codeOf(spawn(simulation, by, {}))).toBe('spawn-too-many')

    const { after: _after, ...planned } = plainTask
    const [run, project] = ['r' as never, 'p' as never]
    const deep = { ...planned, key: 'deep' }
    const spawned = { by, depth: 2 }
    const event = {
      type: 'task.planned',
      id: 'deep' as TaskId,
      run,
      project,
      order: 9,
      planned: deep,
      after: [],
    } as const
    given(simulation, { ...event, spawned, state: 'waiting' })
    expect(codeOf(spawn(simulation, givenTurn(simulation, 'deep'), {}))).toBe('spawn-too-deep')

    for (let number = 0; number < 39; number += 1) {
      const id = `n${number}` as TaskId
      given(simulation, { ...event, id, planned: { ...planned, key: id }, spawned: { by, depth: 1 }, state: 'waiting' })
    }
    expect(codeOf(spawn(simulation, givenTurn(simulation, 'b'), {}))).toBe('spawn-too-many')
  })

  it('is refused where the run can not pay for it', () => {
    const simulation = opened({ a: {} }, { budget: { tokens: 100 } })
    const by = givenTurn(simulation, 'a')
    expect(codeOf(spawn(simulation, by, { budget: { tokens: 200 } }))).toBe('spawn-over-budget')
    expect(codeOf(spawn(simulation, by, { budget: { tokens: 50 } }))).toBe('accepted')
  })
})

describe('a dependency that a thread found', () => {
  const depends = (simulation: Simulation, by: ThreadId, on: string) =>
    simulation.send({ type: 'task.report-dependency', payload: { by, on, because: 'Its types.' } })

  it('is a link from then on, and a thread at work goes on', () => {
    const simulation = opened({ a: {}, b: {} })
    const by = givenTurn(simulation, 'a')
    expect(codeOf(depends(simulation, by, 'b'))).toBe('accepted')
    expect(simulation.model.task.get('a')).toMatchObject({
      state: { kind: 'active' },
      after: [{ on: 'b', from: 'landed', because: 'Its types.' }],
    })
    expect(simulation.thread(by)?.turn?.phase).toBe('running')
    const before = simulation.events.length
    expect(codeOf(depends(simulation, by, 'b'))).toBe('accepted')
    expect(simulation.events).toHaveLength(before)
  })

  it('sets a thread that changed nothing behind the other task', () => {
    const simulation = opened({ a: {}, b: {} })
    const by = givenTurn(simulation, 'a')
    const payload = { by, on: 'b', because: 'Its types.', changed: false }
    simulation.send({ type: 'task.report-dependency', payload })
    expect(simulation.thread(by)?.turn).toMatchObject({ phase: 'cancelling', stopping: { code: 'superseded' } })
    expect(simulation.model.task.get('a')?.state.kind).toBe('waiting')
  })

  it('is refused with what is possible instead', () => {
    const simulation = opened({ a: {}, b: { after: [{ on: 'c' as TaskId, from: 'landed' }] }, c: {} })
    const by = givenTurn(simulation, 'c')
    const unknown = depends(simulation, by, 'nope')
    expect(unknown.ok ? '' : unknown.error.remedy).toContain('a, b, c')
    expect(codeOf(depends(simulation, by, 'c'))).toBe('self-link')
    const cycle = depends(simulation, by, 'b')
    expect(cycle).toMatchObject({ ok: false, error: { code: 'cycle' } })
    expect(cycle.ok ? '' : cycle.error.message).toContain('comes after')
    expect(codeOf(depends(simulation, by, 'a'))).toBe('accepted')
  })
})
