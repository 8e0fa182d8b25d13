import { describe, expect, it } from 'vitest'
import { MemoryModel } from '../../../shared/domain/memory-model.ts'
import { outcomeOf } from '../../../shared/domain/testing/outside.ts'
import { Simulation } from '../../../shared/domain/testing/simulation.ts'
import type { LandingId, ThreadId } from '../../../shared/kernel/ids.ts'
import { isAtRest } from './at-rest.ts'

const thread = 't' as ThreadId

/** Does the effects one by one; answers whether the host was at rest before each. */
function settle(simulation: Simulation): readonly boolean[] {
  const seen: boolean[] = []
  for (let pending = simulation.runnable()[0]; pending !== undefined; pending = simulation.runnable()[0]) {
    seen.push(isAtRest(simulation.model))
    simulation.settle(pending, outcomeOf(simulation, pending, 1))
  }
  return seen
}

function busy(seen: readonly boolean[]): boolean {
  return seen.length > 0 && !seen.includes(true)
}

describe('a background host', () => {
  it('stays through preparation, turns, checks, landings, undos, discards and restores, and rests between', () => {
    const simulation = new Simulation()
    simulation.send({ type: 'pool.start', payload: { limit: 1 } })
    expect(isAtRest(simulation.model)).toBe(true)
    simulation.dispatch(thread)
    expect(busy(settle(simulation))).toBe(true)
    expect(isAtRest(simulation.model)).toBe(false)
    const from = { thread, generation: 1 }
    simulation.send({
      type: 'turn.report-ended',
      payload: { ...from, outcome: { kind: 'stopped', stopReason: 'end_turn' } },
    })
    expect(busy(settle(simulation))).toBe(true)
    expect(isAtRest(simulation.model)).toBe(true)
    const landing = 'l' as LandingId
    for (const command of [
      { type: 'thread.discard', payload: { thread } },
      { type: 'thread.restore', payload: { thread } },
      { type: 'thread.land', payload: { thread, landing, strategy: 'squash' } },
    ] as const) {
      simulation.send(command)
      expect(isAtRest(simulation.model), command.type).toBe(false)
      settle(simulation)
      expect(isAtRest(simulation.model), command.type).toBe(true)
    }
    simulation.send({ type: 'landing.undo', payload: { landing } })
    expect(isAtRest(simulation.model)).toBe(false)
  })
})

describe('a background host with runs', () => {
  const spent = { tokens: 0, cost: null, workMs: 0 }
  const policy = { autoLand: false, limits: { parallel: null, review: null }, gates: [], budget: {} }
  const world = (state: string) => {
    const memory = new MemoryModel()
    memory.put('pool', 'pool', { id: 'pool', limit: 2, stopped: false })
    memory.put('run', 'r', { id: 'r', project: 'p', plan: { kind: 'plan', state: { kind: state }, policy } } as never)
    const put = (aggregate: 'thread' | 'task' | 'recovery', row: object) =>
      memory.put(aggregate, 'x', {
        id: 'x',
        run: 'r',
        project: 'p',
        task: 'x',
        prompts: [],
        after: [],
        ...row,
      } as never)
    return { memory, put, model: memory.model }
  }
  const task = (kind: string) => ({
    state: { kind },
    agents: [{ kind: 'catalogue', id: 'a' }],
    threads: [],
    budget: {},
    spent,
  })

  it.each([
    ['a task that can begin', 'running', task('ready'), false],
    ['a task that begins', 'paused', task('starting'), false],
    ['a task of a paused run', 'paused', task('ready'), true],
    ['a task of a plan that waits for its approval', 'draft', task('waiting'), true],
  ] as const)('with %s in a run that is %s', (...[, state, row, rests]) => {
    const { model, put } = world(state)
    put('task', row)
    expect(isAtRest(model)).toBe(rests)
  })

  it('stays for a step of recovery that is due some time, and not in a freeze', () => {
    const { memory, model, put } = world('running')
    put('thread', { state: { kind: 'parked', reason: { code: 'rate-limit' } } })
    expect(isAtRest(model)).toBe(true)
    put('recovery', { next: { kind: 'resend' }, diagnoses: [], number: 1 })
    expect(isAtRest(model)).toBe(false)
    memory.put('pool', 'pool', { id: 'pool', limit: 2, stopped: false, frozenSince: 1 })
    expect(isAtRest(model)).toBe(true)
  })

  it('rests while what is queued is held back by a person', () => {
    const { memory, model, put } = world('stopped')
    put('thread', { state: { kind: 'queued' } })
    expect(isAtRest(model)).toBe(true)
    memory.put('run', 'r', { id: 'r', project: 'p' } as never)
    expect(isAtRest(model)).toBe(false)
  })
})

describe('a background host with automations', () => {
  const automation = { id: 'a', project: 'p', on: true, definition: { on: { schedule: {} } } }

  it.each([
    ['switched on', {}, {}, false],
    ['switched off', { on: false }, {}, true],
    ['that only a person fires', { definition: { on: { manual: {} } } }, {}, true],
    ['whose file is gone', { goneSince: 1 }, {}, true],
    ['of a paused project', {}, { automationsPausedSince: 1 }, true],
    ['of a forgotten project', {}, { forgottenAt: 1 }, true],
  ])('with one %s', (...[, differs, project, rests]) => {
    const memory = new MemoryModel()
    memory.put('project', 'p', { id: 'p', ...project } as never)
    memory.put('automation', 'a', { ...automation, ...differs } as never)
    expect(isAtRest(memory.model)).toBe(rests)
  })

  it('stays while one is handed over or something is written outside', () => {
    const memory = new MemoryModel()
    memory.put('firing', 'f', { id: 'f', state: { kind: 'dispatching' } } as never)
    expect(isAtRest(memory.model)).toBe(false)
    memory.put('firing', 'f', { id: 'f', state: { kind: 'held', code: 'quiet' } } as never)
    expect(isAtRest(memory.model)).toBe(true)
    memory.put('outbound', 'o', { id: 'o', state: { kind: 'sending' } } as never)
    expect(isAtRest(memory.model)).toBe(false)
  })
})
