import { beforeEach, describe, expect, it } from 'vitest'
import type { PromptId, ThreadId } from '../../kernel/ids.ts'
import { attentionOf } from '../attention/attention.ts'
import { endWith, save, startTurn } from '../testing/checked.ts'
import { outcomeOf } from '../testing/outside.ts'
import { givenRun, givenTurn } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import type { ParkCode } from '../thread/state.ts'
import { dueSteps } from './queries.ts'

let simulation: Simulation
let thread: ThreadId

beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 2 } })
  givenRun(simulation, { a: {} })
  thread = givenTurn(simulation, 'a')
})

const state = (id = thread) => simulation.thread(id)?.state
const recovery = () => simulation.model.recovery.get(thread)
const task = () => simulation.model.task.get('a')
const from = () => ({ thread, generation: simulation.thread(thread)?.session.generation ?? 0 })
const typesSince = (count: number) => simulation.events.slice(count).map(({ event }) => event.type)

function fail(code: ParkCode, retryAt?: number): void {
  const reason = { code, message: 'It said so.', remedy: 'Look.', ...(retryAt === undefined ? {} : { retryAt }) }
  simulation.send({ type: 'turn.report-ended', payload: { ...from(), outcome: { kind: 'failed', reason } } })
  save(simulation, thread, 't')
}

/** The time of the next step has come. */
function proceed(number = recovery()?.number ?? 0) {
  return simulation.send({ type: 'recovery.proceed', payload: { thread, number } })
}

function prompt() {
  const blocks = [{ kind: 'text', text: 'Go on', origin: 'person' }] as const
  const payload = { thread, prompt: `p${simulation.events.length}` as PromptId, blocks, attempt: 'x' as ThreadId }
  return simulation.send({ type: 'thread.prompt', payload }, undefined, 'person')
}

/** The agent stands still, so that its turn is ended. */
function standStill(): void {
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
  simulation.send({ type: 'recovery.report-stillness', payload: { ...from(), stillness } })
}

function loop(): void {
  simulation.send({ type: 'recovery.report-loop', payload: { ...from(), call: 'ls', times: 5 } })
}

function endCancelled(): void {
  const outcome = { kind: 'stopped', stopReason: 'cancelled' } as const
  simulation.send({ type: 'turn.report-ended', payload: { ...from(), outcome } })
  save(simulation, thread, 't')
}

describe('a turn that failed', () => {
  it('keeps its prompt, waits without needing anybody, and is sent again in its time', () => {
    fail('crash')
    expect(state()).toMatchObject({ kind: 'parked', reason: { code: 'crash' } })
    expect(simulation.thread(thread)?.prompts).toMatchObject([{ id: 'm-a1', again: { turn: 1, sends: 0 } }])
    expect(dueSteps(simulation.model)).toEqual([{ thread, number: 1, dueAt: simulation.now + 1_000 }])
    expect(attentionOf(simulation.model)).toEqual([])
    proceed()
    expect(state()?.kind).toBe('preparing')
    expect(simulation.thread(thread)?.turn).toMatchObject({ number: 1, sends: 1, prompt: { id: 'm-a1' } })
    expect(task()?.attempts).toBe(2)
    expect(dueSteps(simulation.model)).toEqual([])
  })

  it('keeps its prompt until a limit resets, whatever the date', () => {
    simulation.now = Date.UTC(2030, 0, 1)
    fail('rate-limit', simulation.now + 600_000)
    expect(simulation.thread(thread)?.prompts).toMatchObject([{ id: 'm-a1', again: { turn: 1, sends: 0 } }])
    expect(recovery()?.next).not.toBeNull()
  })

  it('is sent again twice, then another thread takes over, then a person is asked', () => {
    for (const _try of [1, 2]) {
      fail('crash')
      proceed()
      startTurn(simulation, thread)
    }
    fail('crash')
    expect(state()).toMatchObject({ kind: 'parked', reason: { code: 'superseded' } })
    expect(task()?.state).toMatchObject({ kind: 'starting', because: expect.stringContaining('crashed') })
    expect(attentionOf(simulation.model)).toEqual([])
    thread = givenTurn(simulation, 'a')
    for (const _try of [1, 2]) {
      fail('crash')
      proceed()
      startTurn(simulation, thread)
    }
    fail('crash')
    const message = expect.stringContaining('Tried before: sent again 4 times, given to another thread once.')
    expect(state()).toMatchObject({ kind: 'parked', reason: { code: 'crash', message } })
    expect(simulation.thread(thread)?.prompts).toEqual([])
    expect(attentionOf(simulation.model)).toMatchObject([{ kind: 'parked', thread, options: expect.any(Array) }])
  })

  it('is a person’s from the moment they prompt it, and counted anew', () => {
    fail('rate-limit')
    prompt()
    expect(recovery()).toMatchObject({ next: null, counts: {} })
    expect(proceed(1).ok).toBe(true)
    expect(simulation.thread(thread)?.turn?.prompt.id).toBe('m-a1')
    expect(simulation.thread(thread)?.prompts).toHaveLength(1)
  })

  it.each(['thread.stop', 'thread.interrupt'] as const)('is left to a person by %s', (type) => {
    fail('rate-limit')
    expect(simulation.send({ type, payload: { thread } }, undefined, 'person').ok).toBe(true)
    expect(recovery()?.next).toBeNull()
    expect(attentionOf(simulation.model)).toMatchObject([{ kind: 'parked', thread }])
  })

  it('is left where it is discarded', () => {
    fail('rate-limit')
    simulation.send({ type: 'thread.discard', payload: { thread } }, undefined, 'person')
    expect(recovery()?.next).toBeNull()
    const before = simulation.events.length
    proceed()
    expect(typesSince(before)).toEqual([])
  })

  it('is not sent again by a timer of an earlier step', () => {
    fail('rate-limit')
    proceed()
    startTurn(simulation, thread)
    fail('rate-limit')
    const before = simulation.events.length
    proceed(1)
    expect(typesSince(before)).toEqual([])
    expect(recovery()?.next).not.toBeNull()
  })

  it('waits while its run is stopped, and goes on with it', () => {
    fail('crash')
    simulation.send({ type: 'run.stop', payload: { run: 'r' as never } }, undefined, 'person')
    proceed()
    expect(state()?.kind).toBe('parked')
    simulation.now += 10_000
    simulation.send({ type: 'run.resume', payload: { run: 'r' as never } }, undefined, 'person')
    expect(state()?.kind).toBe('preparing')
  })

  it('begins a new conversation where the old one grew too long', () => {
    fail('context-overflow')
    expect(simulation.thread(thread)).toMatchObject({ session: { session: null }, state: { kind: 'preparing' } })
    const blocks = simulation.model.prompt.get('m-a1')?.blocks
    expect(blocks?.at(-1)).toMatchObject({ origin: 'host', text: expect.stringContaining('Do it.') })
    expect(simulation.pending.some(({ effect }) => effect.kind === 'session.close')).toBe(true)
  })

  it('is tried again where its set-up failed', () => {
    fail('crash')
    proceed()
    const failure = { code: 'x', message: 'No folder.', remedy: 'Make one.' }
    simulation.send({ type: 'turn.withdraw', payload: { ...from(), failure } })
    expect(recovery()).toMatchObject({ next: { kind: 'resend' }, counts: { crash: 1, setup: 1 } })
    proceed()
    expect(state()?.kind).toBe('preparing')
  })
})

describe('an agent that stands still', () => {
  it('is interrupted once, and its turn is sent again', () => {
    standStill()
    expect(simulation.thread(thread)?.turn?.phase).toBe('cancelling')
    const before = simulation.events.length
    standStill()
    expect(typesSince(before)).toEqual([])
    endCancelled()
    expect(state()?.kind).toBe('preparing')
    expect(simulation.thread(thread)?.turn).toMatchObject({ number: 1, prompt: { id: 'm-a1' } })
  })

  it('goes on also where the host dies while the turn is being ended', () => {
    standStill()
    simulation.send({ type: 'pool.start', payload: { limit: 2 } })
    save(simulation, thread, 't')
    expect(state()?.kind).toBe('preparing')
    expect(recovery()?.next).toBeNull()
  })

  it('is given to another thread when it stands still again', () => {
    standStill()
    endCancelled()
    startTurn(simulation, thread)
    standStill()
    expect(task()?.state.kind).toBe('active')
    endCancelled()
    expect(state()).toMatchObject({ kind: 'parked', reason: { code: 'superseded' } })
    expect(task()?.state.kind).toBe('starting')
  })

  it('is a person’s where they stop it meanwhile', () => {
    standStill()
    simulation.send({ type: 'thread.interrupt', payload: { thread } }, undefined, 'person')
    endCancelled()
    expect(state()).toMatchObject({ kind: 'parked', reason: { code: 'interrupted' } })
    expect(recovery()?.next).toBeNull()
  })

  it('is a person’s where they steer it meanwhile, and watched again after', () => {
    standStill()
    const blocks = [{ kind: 'text', text: 'Do this', origin: 'person' }] as const
    const payload = { thread, prompt: 'steering' as PromptId, blocks }
    expect(simulation.send({ type: 'thread.steer', payload }, undefined, 'person').ok).toBe(true)
    endCancelled()
    expect(simulation.thread(thread)?.turn?.prompt.id).toBe('steering')
    expect(recovery()).toMatchObject({ next: null, counts: {} })
    startTurn(simulation, thread)
    fail('crash')
    expect(recovery()).toMatchObject({ next: { kind: 'resend' }, counts: { crash: 1 } })
  })

  it('is left alone while it waits for a person, or where a report is of an older session', () => {
    const request = { id: 'q' as never, title: 'Run', detail: 'x', kind: 'execute', toolCall: null, options: [] }
    simulation.send({ type: 'permission.ask', payload: { ...from(), request } })
    const before = simulation.events.length
    standStill()
    const stale = { thread, generation: 0, call: 'ls', times: 9 }
    simulation.send({ type: 'recovery.report-loop', payload: stale })
    expect(typesSince(before)).toEqual([])
  })
})

describe('an agent that goes around in circles', () => {
  it('gets one hint in the same conversation, then another thread takes over', () => {
    loop()
    expect(simulation.thread(thread)?.prompts).toMatchObject([{ steers: true }])
    endCancelled()
    expect(state()?.kind).toBe('preparing')
    startTurn(simulation, thread)
    loop()
    endCancelled()
    expect(state()).toMatchObject({ kind: 'parked', reason: { code: 'superseded' } })
  })

  it('is given to another thread where it changes nothing after the hint', () => {
    loop()
    endCancelled()
    startTurn(simulation, thread)
    endWith(simulation, thread, 't', 0)
    expect(task()?.state.kind).toBe('starting')
  })
})

describe('a turn that changes nothing in the end', () => {
  /** Its second thread changes nothing either. */
  function endSecond(): void {
    for (let [next] = simulation.runnable(); next !== undefined; [next] = simulation.runnable()) {
      simulation.settle(next, outcomeOf(simulation, next, 1))
    }
    thread = task()?.threads.at(-1)?.thread ?? thread
    expect(state()?.kind).toBe('running')
    endWith(simulation, thread, 't', 0)
  }

  it('is put down to the loop where one was found in an attempt at its task', () => {
    givenRun(simulation, { a: {} }, { autoLand: true })
    thread = givenTurn(simulation, 'a')
    loop()
    endCancelled()
    startTurn(simulation, thread)
    endWith(simulation, thread, 't', 0)
    endSecond()
    expect(state()).toMatchObject({
      kind: 'parked',
      reason: { code: 'loop', message: expect.stringContaining('in circles') },
    })
  })

  it('is put down to the agent that stood still', () => {
    givenRun(simulation, { a: {} }, { autoLand: true })
    thread = givenTurn(simulation, 'a')
    standStill()
    endCancelled()
    startTurn(simulation, thread)
    endWith(simulation, thread, 't', 0)
    expect(state()).toMatchObject({
      kind: 'parked',
      reason: { code: 'hang', message: expect.stringContaining('stood still') },
    })
  })
})

it('leaves a turn that changed nothing to a person, in a run that lands by itself', () => {
  givenRun(simulation, { a: {} }, { autoLand: true })
  thread = givenTurn(simulation, 'a')
  endWith(simulation, thread, 't', 0)
  expect(state()).toMatchObject({ kind: 'parked', reason: { code: 'unchanged' } })
})

it('leaves everything as it is in a run that does not recover', () => {
  givenRun(simulation, { a: {} }, { recover: false })
  thread = givenTurn(simulation, 'a')
  fail('crash')
  expect(recovery()).toBeUndefined()
  expect(state()).toMatchObject({ kind: 'parked', reason: { code: 'crash' } })
  expect(simulation.thread(thread)?.prompts).toEqual([])
})
