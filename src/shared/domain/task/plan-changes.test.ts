import { beforeEach, describe, expect, it } from 'vitest'
import type { LandingId, PromptId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import { outcomeOf } from '../testing/outside.ts'
import { planRun, sketchedTask, type TaskSketch } from '../testing/plans.ts'
import { Simulation } from '../testing/simulation.ts'

const run = 'r' as RunId
const id = (key: string) => `r/${key}` as TaskId

let simulation: Simulation

function begin(tasks: Readonly<Record<string, TaskSketch>>, more: { approve?: boolean; parallel?: number } = {}): void {
  expect(planRun(simulation, run, { tasks, ...more }).ok).toBe(true)
}

const taskOf = (key: string) => simulation.model.task.get(id(key))
const stateOf = (key: string) => taskOf(key)?.state.kind
const threadOf = (key: string) => taskOf(key)?.threads.at(-1)?.thread ?? ('none' as ThreadId)
const codeOf = (command: Command) => {
  const decision = simulation.send(command, undefined, 'person')
  return decision.ok ? 'ok' : decision.error.code
}
const notes = () => simulation.events.flatMap(({ event }) => (event.type === 'run.noted' ? [event.text] : []))

/** Lets every effect come to its outcome; turns stay open. */
function settle(): void {
  for (let [pending] = simulation.runnable(); pending !== undefined; [pending] = simulation.runnable()) {
    simulation.settle(pending, outcomeOf(simulation, pending, 1))
  }
}

function endTurn(key: string, how: 'well' | 'badly' = 'well'): void {
  const thread = simulation.thread(threadOf(key))
  if (thread === undefined) throw new Error(`no thread of ${key}`)
  const reason = { code: 'crash', message: 'It died.', remedy: 'Prompt it.' } as const
  const outcome =
    how === 'well' ? ({ kind: 'stopped', stopReason: 'end_turn' } as const) : ({ kind: 'failed', reason } as const)
  const payload = { thread: thread.id, generation: thread.session.generation, outcome }
  simulation.send({ type: 'turn.report-ended', payload })
  settle()
}

function land(thread: ThreadId): string {
  const landing = `l-${thread}-${simulation.events.length}` as LandingId
  const code = codeOf({ type: 'thread.land', payload: { thread, landing, strategy: 'squash' } })
  settle()
  return code
}

const discard = (key: string) => codeOf({ type: 'thread.discard', payload: { thread: threadOf(key) } })

beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 10 } })
})

describe('what comes after', () => {
  it('starts from what has landed, or from work that is ready', () => {
    begin({ a: {}, b: { after: ['a'] }, c: { after: [{ on: 'a', from: 'stacked' }] } })
    settle()
    expect([stateOf('a'), stateOf('b'), stateOf('c')]).toEqual(['active', 'waiting', 'waiting'])
    endTurn('a')
    expect([stateOf('b'), stateOf('c')]).toEqual(['waiting', 'active'])
    expect(simulation.thread(threadOf('c'))?.stackedOn).toEqual([threadOf('a')])
    endTurn('c')
    expect(land(threadOf('c'))).toBe('dependency-first')
    expect(land(threadOf('a'))).toBe('ok')
    expect([stateOf('a'), stateOf('b')]).toEqual(['landed', 'active'])
    expect(land(threadOf('c'))).toBe('ok')
  })

  it('is parked with a dependency that is discarded, however far behind, and returns with another attempt', () => {
    begin({ a: {}, b: { after: ['a'] }, c: { after: ['b'] }, d: {} })
    settle()
    endTurn('a')
    discard('a')
    settle()
    expect(taskOf('b')?.state).toMatchObject({ kind: 'parked', reason: { code: 'dependency' }, on: [id('a')] })
    expect(taskOf('c')?.state).toMatchObject({ kind: 'parked', on: [id('b')] })
    expect(codeOf({ type: 'task.retry', payload: { task: id('b') } })).toBe('nothing-to-retry')
    expect(codeOf({ type: 'task.retry', payload: { task: id('a') } })).toBe('ok')
    expect([stateOf('b'), stateOf('c')]).toEqual(['waiting', 'waiting'])
  })

  it('returns too where a person restores the thread, or takes the link out', () => {
    begin({ a: {}, b: { after: ['a'] }, c: { after: ['a'] } })
    settle()
    endTurn('a')
    discard('a')
    settle()
    expect(stateOf('b')).toBe('parked')
    expect(codeOf({ type: 'task.unlink', payload: { task: id('b'), on: id('a') } })).toBe('ok')
    expect(stateOf('b')).toBe('starting')
    simulation.send({ type: 'thread.restore', payload: { thread: threadOf('a') } }, undefined, 'person')
    settle()
    expect(stateOf('c')).toBe('waiting')
  })

  it('waits again where the landing it waited for is taken back before it began', () => {
    begin({ a: {}, b: { after: ['a'] } })
    settle()
    endTurn('a')
    simulation.send({ type: 'run.pause', payload: { run } })
    const landing = 'l1' as LandingId
    simulation.send({ type: 'thread.land', payload: { thread: threadOf('a'), landing, strategy: 'squash' } })
    settle()
    simulation.send({ type: 'landing.undo', payload: { landing } })
    settle()
    simulation.send({ type: 'run.resume', payload: { run } })
    expect([stateOf('a'), stateOf('b')]).toEqual(['active', 'waiting'])
  })
})

describe('a plan that changes', () => {
  it('takes new tasks at any time, and refuses what would be wrong at its place', () => {
    begin({ a: {} })
    settle()
    expect(codeOf({ type: 'task.add', payload: { run, task: sketchedTask(run, 'b', { after: ['a'] }) } })).toBe('ok')
    expect(stateOf('b')).toBe('waiting')
    const twice = simulation.send({
      type: 'task.add',
      payload: { run, task: { ...sketchedTask(run, 'b', {}), id: 'x' as TaskId } },
    })
    expect(twice).toMatchObject({
      ok: false,
      error: { code: 'plan-invalid', facts: { problems: [{ code: 'duplicate-key' }] } },
    })
    const lost = sketchedTask(run, 'c', { after: ['x'] })
    expect(codeOf({ type: 'task.add', payload: { run, task: lost } })).toBe('plan-invalid')
  })

  it('links what has not started, never round, and says why not', () => {
    begin({ a: {}, b: { after: ['a'] }, c: { after: ['b'] } })
    settle()
    const link = (task: string, on: string) =>
      codeOf({ type: 'task.link', payload: { task: id(task), on: id(on), from: 'landed' } })
    expect(link('b', 'c')).toBe('cycle')
    expect(link('b', 'b')).toBe('bad-link')
    expect(link('a', 'c')).toBe('task-started')
    expect(link('c', 'a')).toBe('ok')
    expect(taskOf('c')?.after.map(({ on }) => on)).toEqual([id('b'), id('a')])
  })

  it('keeps an attempt as it was begun: changes are for the next one, and that is said', () => {
    begin({ a: { gates: ['test'] }, b: { after: ['a'] } })
    settle()
    const patch = { gates: ['other'], priority: 3 }
    expect(codeOf({ type: 'task.edit', payload: { task: id('a'), patch } })).toBe('ok')
    expect(notes()).toEqual(['a has started: its new gates will be used by its next attempt.'])
    expect(taskOf('a')).toMatchObject({ gates: ['other'], threads: [{ gates: ['test'] }] })
    expect(codeOf({ type: 'task.edit', payload: { task: id('b'), patch: { brief: 'Else' } } })).toBe('ok')
    expect(codeOf({ type: 'task.edit', payload: { task: id('b'), patch: { brief: ' ' } } })).toBe('plan-invalid')
    expect(notes()).toHaveLength(1)
  })

  it('lets go of what has not started; what comes after it waits for a word, in a draft it forgets it', () => {
    begin({ a: {}, b: { after: ['a'] }, c: { after: ['b'] } })
    settle()
    expect(codeOf({ type: 'task.remove', payload: { task: id('a') } })).toBe('task-started')
    expect(codeOf({ type: 'task.remove', payload: { task: id('b') } })).toBe('ok')
    expect([stateOf('b'), stateOf('c')]).toEqual(['removed', 'parked'])
    planRun(simulation, 'draft', { tasks: { a: {}, b: { after: ['a'] } }, approve: false })
    expect(codeOf({ type: 'task.remove', payload: { task: 'draft/a' as TaskId } })).toBe('ok')
    expect(simulation.model.task.get('draft/b')?.after).toEqual([])
  })

  it('keeps its outline in the order a person gives it, however often', () => {
    begin({ a: {}, b: {}, c: {} }, { approve: false })
    const order = () =>
      [...simulation.model.task.values()].sort((one, other) => one.order - other.order).map(({ key }) => key)
    for (let time = 0; time < 120; time += 1) {
      const [first, , last] = order()
      expect(codeOf({ type: 'task.move', payload: { task: id(last ?? ''), before: id(order()[1] ?? '') } })).toBe('ok')
      expect(order().slice(0, 2)).toEqual([first, last])
    }
    codeOf({ type: 'task.move', payload: { task: id(order()[0] ?? ''), before: null } })
    expect(new Set(order()).size).toBe(3)
  })
})

describe('another attempt', () => {
  it('takes the place of the thread at work, by the agent that is named', () => {
    begin({ a: {} })
    settle()
    const old = threadOf('a')
    const agent = { kind: 'catalogue', id: 'b' } as const
    expect(codeOf({ type: 'task.retry', payload: { task: id('a'), agent } })).toBe('ok')
    settle()
    expect(taskOf('a')?.threads.map((one) => one.number)).toEqual([1, 2])
    expect(simulation.thread(threadOf('a'))).toMatchObject({ agent, state: { kind: 'running' } })
    const { generation } = simulation.thread(old)?.session ?? { generation: 0 }
    const outcome = { kind: 'stopped', stopReason: 'cancelled' } as const
    simulation.send({ type: 'turn.report-ended', payload: { thread: old, generation, outcome } })
    settle()
    expect(simulation.thread(old)?.state).toMatchObject({ kind: 'parked', reason: { code: 'superseded' } })
  })

  it('waits for a slot like the first one', () => {
    begin({ a: {}, b: {} }, { parallel: 1 })
    settle()
    endTurn('a', 'badly')
    expect([stateOf('a'), stateOf('b')]).toEqual(['active', 'active'])
    codeOf({ type: 'task.retry', payload: { task: id('a') } })
    expect(stateOf('a')).toBe('ready')
    endTurn('b')
    expect([stateOf('a'), taskOf('a')?.attempts]).toEqual(['active', 2])
  })

  it('may be several side by side, until one is chosen', () => {
    const agents = ['a', 'b'].map((name) => ({ kind: 'catalogue', id: name }) as const)
    begin({ a: { candidates: 3, agents }, b: { after: [{ on: 'a', from: 'stacked' }] } })
    settle()
    const threads = taskOf('a')?.threads.map(({ thread }) => thread) ?? []
    expect(threads.map((thread) => simulation.thread(thread)?.agent)).toEqual([agents[0], agents[1], agents[0]])
    endTurn('a')
    expect(stateOf('b')).toBe('waiting')
    const thread = threadOf('a')
    expect(codeOf({ type: 'task.choose', payload: { task: id('a'), thread: threads[0] ?? thread } })).toBe('not-ready')
    expect(codeOf({ type: 'task.choose', payload: { task: id('a'), thread } })).toBe('ok')
    expect(stateOf('b')).toBe('starting')
    expect(threads.map((one) => simulation.thread(one)?.turn?.phase)).toEqual(['cancelling', 'cancelling', undefined])
  })

  it('that a landed thread gets by a prompt is one of its task, and what landed stands if it comes to nothing', () => {
    begin({ a: {}, b: { after: ['a'] } })
    settle()
    endTurn('a')
    land(threadOf('a'))
    const first = threadOf('a')
    const attempt = 'again' as ThreadId
    const blocks = [{ kind: 'text', text: 'More', origin: 'person' } as const]
    codeOf({ type: 'thread.prompt', payload: { thread: first, prompt: 'm' as PromptId, blocks, attempt } })
    expect([stateOf('a'), threadOf('a'), stateOf('b')]).toEqual(['active', attempt, 'active'])
    codeOf({ type: 'thread.stop', payload: { thread: attempt } })
    codeOf({ type: 'thread.discard', payload: { thread: attempt } })
    endTurn('a')
    expect(taskOf('a')?.state).toEqual({ kind: 'landed', thread: first })
  })
})

it('what builds on an attempt that was set aside lands by itself once another one of that task has', () => {
  expect(
    planRun(simulation, run, { tasks: { a: {}, b: { after: [{ on: 'a', from: 'stacked' }] } }, autoLand: true }).ok,
  ).toBe(true)
  const asked: ThreadId[] = []
  /** A landing that the run asks for by itself is only noted. */
  const go = () => {
    for (let [pending] = simulation.runnable(); pending !== undefined; [pending] = simulation.runnable()) {
      const { effect } = pending
      if (effect.kind === 'task.land') asked.push(effect.payload.thread)
      simulation.settle(pending, effect.kind === 'task.land' ? [] : outcomeOf(simulation, pending, 1))
    }
  }
  const end = (thread: ThreadId) => {
    const { generation } = simulation.thread(thread)?.session ?? { generation: 0 }
    const outcome = { kind: 'stopped', stopReason: 'end_turn' } as const
    simulation.send({ type: 'turn.report-ended', payload: { thread, generation, outcome } })
    go()
  }
  go()
  const first = threadOf('a')
  end(first)
  end(threadOf('b'))
  expect(asked).toEqual([first])
  codeOf({ type: 'task.retry', payload: { task: id('a') } })
  go()
  end(threadOf('a'))
  expect(asked).toEqual([first, threadOf('a')])
  const landing = 'l9' as LandingId
  expect(codeOf({ type: 'thread.land', payload: { thread: threadOf('a'), landing, strategy: 'squash' } })).toBe('ok')
  go()
  expect(asked).toEqual([first, threadOf('a'), threadOf('b')])
})
