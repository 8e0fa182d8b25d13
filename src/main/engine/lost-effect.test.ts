import { expect, it } from 'vitest'
import type { Command } from '../../shared/domain/command.ts'
import type { CommandId } from '../../shared/kernel/ids.ts'
import { ok } from '../../shared/kernel/result.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import type { AnyEffectHandler, EffectContext } from './effect-handler.ts'
import { HostEngine } from './host-engine.ts'
import { dispatchFacts, idleHandlers } from './testing/effects.ts'

const lost = { code: 'git-lost', message: 'git was ended (lost).', remedy: 'Try again.' }
const failed = {
  type: 'worktree.report-create-failed',
  payload: { thread: 't', failure: lost },
} as unknown as Command
const created = {
  type: 'worktree.report-created',
  payload: { thread: 't', place: { folder: '/w', ledger: '/l', branch: 'b', base: null }, notices: [] },
} as unknown as Command

const dispatch = {
  ...{ run: 'r', task: 'k', thread: 't', prompt: 'm', project: 'p', repository: '/p', initialize: false },
  agent: { kind: 'catalogue', id: 'scripted' },
  blocks: [{ kind: 'text', text: 'Do it', origin: 'person' }],
}

/** Dispatches a thread whose worktree is made by this; how it stands once nothing is left to do. */
async function dispatched(
  handler: Pick<AnyEffectHandler, 'run'> & { readonly resolve?: () => Promise<readonly Command[]> },
) {
  const clock = createManualClock()
  const engine = await HostEngine.open({ store: new MemoryStore(), clock, problem: () => undefined })
  const making = { kind: 'worktree.create', abandon: () => [], ...handler } as unknown as AnyEffectHandler
  const others = idleHandlers.filter(({ kind }) => kind !== 'worktree.create')
  const prepare = { command: 'run.dispatch', prepare: async () => ok(dispatchFacts) } as const
  await engine.begin([{ reactors: [making, ...others], preparers: [prepare] }], 1)
  const command = { type: 'run.dispatch', payload: dispatch } as unknown as Command
  await engine.submit({ id: 'c1' as CommandId, command, actor: 'person' })
  for (let turn = 0; turn < 100; turn += 1) {
    clock.advance(1000)
    await new Promise<void>((resolve) => void setImmediate(resolve))
  }
  await engine.idle()
  return engine.model.thread.get('t' as never)?.state
}

it('what git was doing when it was lost is done once more', async () => {
  let times = 0
  const run = async () => {
    times += 1
    return [times === 1 ? failed : created]
  }
  expect(await dispatched({ run })).toEqual({ kind: 'preparing' })
  expect(times).toBe(2)
})

it('what was intended is not done again: facts say what became of it', async () => {
  const calls: string[] = []
  const run = async (_payload: never, context: EffectContext) => {
    calls.push('run')
    await context.intend({ commit: 'c' })
    return [failed]
  }
  const resolve = async () => {
    calls.push('resolve')
    return [created]
  }
  expect(await dispatched({ run, resolve })).toEqual({ kind: 'preparing' })
  expect(calls).toEqual(['run', 'resolve'])
})

it('git that is lost again and again is told of in the end', async () => {
  let times = 0
  const run = async () => {
    times += 1
    return [failed]
  }
  expect(await dispatched({ run })).toMatchObject({ kind: 'parked', reason: { code: 'setup' } })
  expect(times).toBe(4)
})
