import { beforeEach, describe, expect, it } from 'vitest'
import type { Command } from '../../shared/domain/command.ts'
import type { CommandId } from '../../shared/kernel/ids.ts'
import { ok } from '../../shared/kernel/result.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import type { AnyEffectHandler } from './effect-handler.ts'
import type { Submission } from './engine.ts'
import { HostEngine } from './host-engine.ts'

const restore = (thread: string): Command => ({ type: 'thread.restore', payload: { thread } }) as unknown as Command

function person(id: string, command: Command): Submission {
  return { id: id as CommandId, command, actor: 'person' }
}

class BreakingStore extends MemoryStore {
  override loadStates(keys: Parameters<MemoryStore['loadStates']>[0]): ReturnType<MemoryStore['loadStates']> {
    if (keys.some((key) => key.id === 'poison')) return Promise.reject(new Error('disk on fire'))
    return super.loadStates(keys)
  }
}

let problems: string[]
let engine: HostEngine

beforeEach(async () => {
  problems = []
  const problem = (message: string) => void problems.push(message)
  engine = await HostEngine.open({ store: new BreakingStore(), clock: createManualClock(), problem })
  expect((await engine.begin([], 3)).ok).toBe(true)
})

describe('host engine', () => {
  it('refuses only the command that breaks, not those beside it', async () => {
    const [before, broken, after] = await Promise.all([
      engine.submit(person('c1', restore('absent'))),
      engine.submit(person('c2', restore('poison'))),
      engine.report({ id: 'h1', command: { type: 'pool.start', payload: { limit: 5 } } }),
    ])
    expect(before.ok ? '' : before.error.code).toBe('thread-unknown')
    expect(broken.ok ? '' : broken.error.code).toBe('host-error')
    expect(after.ok).toBe(true)
    expect(engine.model.pool.get('pool')?.limit).toBe(5)
    expect(problems).toEqual(['deciding or storing thread.restore broke'])
  })

  it('refuses a command whose preparation breaks, and goes on', async () => {
    const prepare = () => Promise.reject(new Error('a bug of the preparer'))
    const problem = (message: string) => void problems.push(message)
    const other = await HostEngine.open({ store: new MemoryStore(), clock: createManualClock(), problem })
    await other.begin([{ reactors: [], preparers: [{ command: 'run.dispatch', prepare }] }], 1)
    const dispatch = { type: 'run.dispatch', payload: {} } as unknown as Command
    expect(await other.submit(person('c1', dispatch))).toMatchObject({ ok: false, error: { code: 'host-error' } })
    expect(problems).toEqual(['preparing run.dispatch broke'])
    expect((await other.report({ id: 'h1', command: { type: 'pool.start', payload: { limit: 5 } } })).ok).toBe(true)
  })

  it('goes on with a thread whose effect breaks in every way', async () => {
    const done: string[] = []
    const problem = (message: string) => void problems.push(message)
    const facts = { root: '/p', gitDirectory: '/p/.git', prefix: '', branchPrefix: 'sy', into: 'main' }
    const prepare = async () => ok({ ...facts, base: { ref: 'main', commit: 'c' } })
    const broken = () => {
      throw new Error('a bug of the reactor')
    }
    const trash = async () => {
      done.push('trashed')
      return []
    }
    const reactors = [
      { kind: 'session.close', run: broken, abandon: broken },
      { kind: 'worktree.trash', run: trash, abandon: () => [] },
    ] as unknown as AnyEffectHandler[]
    const other = await HostEngine.open({ store: new MemoryStore(), clock: createManualClock(), problem })
    await other.begin([{ reactors, preparers: [{ command: 'run.dispatch', prepare }] }], 0)
    const dispatch = {
      ...{ run: 'r', task: 'k', thread: 't', prompt: 'm', project: 'p', repository: '/p', initialize: false },
      agent: { kind: 'catalogue', id: 'scripted' },
      blocks: [{ kind: 'text', text: 'Do it', origin: 'person' }],
    }
    await other.submit(person('c1', { type: 'run.dispatch', payload: dispatch } as unknown as Command))
    await other.submit(person('c2', { type: 'thread.discard', payload: { thread: 't' } } as unknown as Command))
    await other.idle()
    expect(done).toEqual(['trashed'])
    expect(problems).toContainEqual(expect.stringContaining('session.close'))
  })

  it('goes on when a reader of events throws, and says so', async () => {
    const seen: number[] = []
    engine.subscribe(() => {
      throw new Error('a bug of the reader')
    })
    engine.subscribe((batch) => void seen.push(batch.sequence))
    await engine.report({ id: 'h1', command: { type: 'pool.start', payload: { limit: 2 } } })
    expect(seen).toEqual([engine.sequence])
    expect(problems).toEqual(['a reader of events broke'])
  })

  it('does not wait for ever for a disk that is full when it starts', async () => {
    const clock = createManualClock()
    const full = new BreakingStore()
    const refused = { code: 'store-full', message: 'The disk is full.', remedy: 'Make room.' } as const
    full.commit = () => Promise.resolve({ ok: false, error: refused })
    const starting = await HostEngine.open({ store: full, clock, problem: () => undefined })
    let begun: Awaited<ReturnType<HostEngine['begin']>> | null = null
    void starting.begin([], 1).then((answer) => {
      begun = answer
    })
    while (begun === null) {
      clock.advance(1000)
      await new Promise<void>((resolve) => void setImmediate(resolve))
    }
    expect(begun).toMatchObject({ ok: false, error: { code: 'store-full' } })
  })

  it('takes nothing in once it ends, and says what to do', async () => {
    await engine.end()
    const before = engine.sequence
    const answer = await engine.submit(person('c1', { type: 'thread.stop', payload: { thread: 't' as never } }))
    expect(answer.ok ? '' : answer.error.code).toBe('host-ending')
    expect(engine.sequence).toBe(before)
  })

  it('keeps what a client sends before the host has begun until it knows the preparers', async () => {
    const early = await HostEngine.open({
      store: new MemoryStore(),
      clock: createManualClock(),
      problem: () => undefined,
    })
    const asked: string[] = []
    const prepare = async () => {
      asked.push('prepared')
      return { ok: false, error: { code: 'not-a-repository', message: 'It is none.', remedy: 'Make it one.' } } as const
    }
    const dispatch = { type: 'run.dispatch', payload: {} } as unknown as Command
    const answer = early.submit(person('c1', dispatch))
    await early.begin([{ reactors: [], preparers: [{ command: 'run.dispatch', prepare }] }], 1)
    expect(await answer).toMatchObject({ ok: false, error: { code: 'not-a-repository' } })
    expect(asked).toEqual(['prepared'])
  })
})
