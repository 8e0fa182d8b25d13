import { beforeEach, describe, expect, it } from 'vitest'
import { beside } from '../../shared/domain/beside.ts'
import type { Command } from '../../shared/domain/command.ts'
import { knownProjects } from '../../shared/domain/project/queries.ts'
import type { CommandId, RunId, ThreadId } from '../../shared/kernel/ids.ts'
import { ok } from '../../shared/kernel/result.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import { HostEngine } from './host-engine.ts'
import { recallRun, recallThread } from './recall.ts'
import { dispatchFacts, idleHandlers } from './testing/effects.ts'

const thread = 't' as ThreadId
const block = { kind: 'text', text: 'Do it', origin: 'person' }
const preparer = { command: 'run.dispatch', prepare: async () => ok(dispatchFacts) } as const

let store: MemoryStore
let engine: HostEngine

async function open(): Promise<void> {
  const problem = (message: string) => {
    throw new Error(message)
  }
  engine = await HostEngine.open({ store, clock: createManualClock(), problem })
  await engine.begin([{ reactors: idleHandlers, preparers: [preparer] }], 0)
}

async function person(id: string, command: object): Promise<string> {
  const answer = await engine.submit({ id: id as CommandId, command: command as Command, actor: 'person' })
  return answer.ok ? 'ok' : answer.error.code
}

beforeEach(async () => {
  store = new MemoryStore()
  await open()
  const dispatch = {
    run: 'r',
    task: 'k',
    thread,
    prompt: 'm',
    project: 'p',
    repository: '/p',
    initialize: false,
    agent: { kind: 'catalogue', id: 'scripted' },
    blocks: [block],
  }
  expect(await person('c1', { type: 'run.dispatch', payload: dispatch })).toBe('ok')
  expect(await person('c2', { type: 'thread.discard', payload: { thread } })).toBe('ok')
  await engine.report({ id: 'a', command: { type: 'thread.archive', payload: { thread } } })
})

function live(): readonly number[] {
  const { model } = engine
  return [model.thread.size, model.prompt.size, model.worktree.size, model.run.size, model.project.size]
}

describe('an archived thread', () => {
  it('leaves the live model with what belongs to it, and stays out after a restart', async () => {
    expect(live()).toEqual([0, 0, 0, 0, 1])
    await open()
    expect(live()).toEqual([0, 0, 0, 0, 1])
  })

  it('can be looked at without coming back', async () => {
    const recalled = await recallThread(store, thread)
    expect(recalled.thread.get(thread)).toMatchObject({ title: 'Do it', archived: true })
    expect(recalled.run.size).toBe(1)
    expect(live()).toEqual([0, 0, 0, 0, 1])
    expect((await recallThread(store, 'none' as ThreadId)).thread.size).toBe(0)
  })

  it('can be looked at as a run, with its tasks', async () => {
    const planned = { run: 'r2', task: 'k2', thread: 't2', prompt: 'm2', project: 'p', repository: '/p', recover: true }
    const rest = { initialize: false, agent: { kind: 'catalogue', id: 'scripted' }, blocks: [block] }
    expect(await person('c5', { type: 'run.dispatch', payload: { ...planned, ...rest } })).toBe('ok')
    expect(await person('c6', { type: 'thread.discard', payload: { thread: 't2' } })).toBe('ok')
    await engine.report({ id: 'b', command: { type: 'thread.archive', payload: { thread: 't2' as ThreadId } } })
    expect(live()).toEqual([0, 0, 0, 0, 1])
    const recalled = await recallRun(store, 'r2' as RunId)
    expect([...recalled.task.values()]).toMatchObject([{ id: 'k2', run: 'r2' }])
    expect([recalled.run.size, engine.model.task.size]).toEqual([1, 0])
    expect((await recallRun(store, 'none' as RunId)).run.size).toBe(0)
  })

  it('is not kept in memory by a command that is refused', async () => {
    expect(await person('c3', { type: 'thread.land', payload: { thread, landing: 'l', strategy: 'squash' } })).toBe(
      'not-ready',
    )
    await engine.idle()
    expect(live()).toEqual([0, 0, 0, 0, 1])
  })

  it('comes back for good when a command changes it', async () => {
    expect(await person('c3', { type: 'thread.restore', payload: { thread } })).toBe('ok')
    expect(engine.model.thread.get(thread)).toMatchObject({ state: { kind: 'parked' }, archived: false })
    await open()
    expect(live()).toEqual([1, 1, 1, 1, 1])
  })

  it('keeps the name of its project when that is forgotten, and makes it known again when it comes back', async () => {
    expect(await person('c3', { type: 'project.forget', payload: { project: 'p' } })).toBe('ok')
    await open()
    expect(knownProjects(engine.model)).toEqual([])
    const model = beside(engine.model, await recallThread(store, thread))
    expect(model.project.get(String(model.thread.get(thread)?.project))?.name).toBe('repository')
    expect(await person('c4', { type: 'thread.restore', payload: { thread } })).toBe('ok')
    await open()
    expect(knownProjects(engine.model).map(({ id }) => id)).toEqual(['p'])
  })
})
