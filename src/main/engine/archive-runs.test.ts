import { beforeEach, describe, expect, it } from 'vitest'
import type { Command } from '../../shared/domain/command.ts'
import { factsOf, scripted, sketchedTask } from '../../shared/domain/testing/plans.ts'
import type { CommandId, TaskId, ThreadId } from '../../shared/kernel/ids.ts'
import { ok } from '../../shared/kernel/result.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import { HostEngine } from './host-engine.ts'
import { idleHandlers } from './testing/effects.ts'

const preparer = { command: 'run.plan', prepare: async () => ok(factsOf('p')) } as const

let store: MemoryStore
let engine: HostEngine
let sent = 0

async function open(): Promise<void> {
  const problem = (message: string) => {
    throw new Error(message)
  }
  engine = await HostEngine.open({ store, clock: createManualClock(), problem })
  await engine.begin([{ reactors: idleHandlers, preparers: [preparer] }], 5)
}

async function person(command: object): Promise<string> {
  sent += 1
  const answer = await engine.submit({ id: `c${sent}` as CommandId, command: command as Command, actor: 'person' })
  return answer.ok ? 'ok' : answer.error.code
}

async function report(command: object): Promise<void> {
  sent += 1
  await engine.report({ id: `c${sent}`, command: command as Command })
}

/** Begins a task that waits for its start, and discards its thread at once. */
async function tryAndDiscard(key: string): Promise<void> {
  const thread = `t-${key}` as ThreadId
  const blocks = [{ kind: 'text', text: 'Do it', origin: 'plan' }]
  const base = { ref: 'main', commit: 'base' }
  const begin = { task: `r/${key}`, attempt: 1, thread, prompt: `m-${key}`, agent: scripted, base, blocks }
  await report({ type: 'task.begin', payload: begin })
  expect(await person({ type: 'thread.discard', payload: { thread } })).toBe('ok')
  const failure = { code: 'x', message: 'It broke.', remedy: 'Mend it.' }
  await report({ type: 'worktree.report-create-failed', payload: { thread, failure } })
}

const archive = (key: string) => report({ type: 'thread.archive', payload: { thread: `t-${key}` } })
const live = () => [engine.model.run.size, engine.model.task.size, engine.model.thread.size]

beforeEach(async () => {
  store = new MemoryStore()
  sent = 0
  await open()
  const plan = { goal: 'Do both', topology: 'queue', effort: 'quick', gates: [], budget: {} }
  const tasks = [sketchedTask('r', 'a', {}), sketchedTask('r', 'b', {}), sketchedTask('r', 'c', { after: ['a'] })]
  const payload = {
    run: 'r',
    project: 'p',
    repository: '/p',
    initialize: false,
    plan: { ...plan, limits: { parallel: null, review: null }, tasks },
    autoLand: false,
    approve: true,
  }
  expect(await person({ type: 'run.plan', payload })).toBe('ok')
  for (const key of ['a', 'b']) await tryAndDiscard(key)
  expect(await person({ type: 'task.remove', payload: { task: 'r/c' } })).toBe('ok')
})

describe('a run of several tasks', () => {
  it('stays while one of its threads does, and leaves as a whole with the last one', async () => {
    await archive('a')
    expect(live()).toEqual([1, 3, 1])
    await archive('b')
    expect(live()).toEqual([0, 0, 0])
    await open()
    expect(live()).toEqual([0, 0, 0])
  })

  it('is looked at whole where a command names any of it, and stays archived where that is refused', async () => {
    await archive('a')
    await archive('b')
    expect(await person({ type: 'run.approve', payload: { run: 'r' } })).toBe('not-a-draft')
    expect(await person({ type: 'task.remove', payload: { task: 'r/a' } })).toBe('task-started')
    await engine.idle()
    expect(live()).toEqual([0, 0, 0])
  })

  it('comes back with all its tasks for a further attempt at one of them', async () => {
    await archive('a')
    await archive('b')
    expect(await person({ type: 'task.retry', payload: { task: 'r/a' } })).toBe('ok')
    await open()
    expect(engine.model.task.get('r/a' as TaskId)?.state).toMatchObject({ kind: 'starting', attempt: 2 })
    expect(live().slice(0, 2)).toEqual([1, 3])
  })
})
