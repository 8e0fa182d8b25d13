import { describe, expect, it } from 'vitest'
import { failure } from '../../shared/kernel/failure.ts'
import { err, ok } from '../../shared/kernel/result.ts'
import { KeptValues } from '../engine/kept-values.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import { AgentMemory } from './agent-memory.ts'

const modes = [{ id: 'ask', name: 'Ask' }]
const models = [{ id: 'large', name: 'Large' }]

function memoryOver(store: MemoryStore) {
  const problems: string[] = []
  const kept = new KeptValues(store, 'agents')
  const memory = new AgentMemory({ kept, problem: ({ code }) => problems.push(code) })
  return { memory, kept, problems }
}

describe('what is remembered of agents', () => {
  it('is what their last session offered, for later hosts too', async () => {
    const store = new MemoryStore()
    const { memory, kept } = memoryOver(store)
    expect(await memory.choices()).toEqual(new Map())
    memory.note('one', ok({ modes: [], models }))
    memory.note('one', ok({ modes, models }))
    expect(await memory.choices()).toEqual(new Map([['one', { modes, models }]]))
    await kept.load()
    const next = memoryOver(store.reopen())
    expect(await next.memory.choices()).toEqual(new Map([['one', { modes, models }]]))
  })

  it('is bounded, whatever they offer', async () => {
    const { memory } = memoryOver(new MemoryStore())
    const many = Array.from({ length: 1000 }, (_, at) => ({ id: `m${at}`, name: 'n'.repeat(5000) }))
    memory.note('one', ok({ modes: [{ id: 'x'.repeat(5000), name: 'X' }], models: many }))
    const choices = (await memory.choices()).get('one')
    expect(choices?.modes).toEqual([])
    expect(choices?.models).toHaveLength(200)
    expect(choices?.models[0]?.name).toHaveLength(200)
  })

  it('lasts as long as the host where it can’t be stored, which is told', async () => {
    const store = new MemoryStore()
    const { memory, kept, problems } = memoryOver(store)
    store.failNextWrite(failure('store-full', 'Full.', 'Make room.'))
    memory.note('one', ok({ modes, models }))
    await kept.load()
    expect(problems).toEqual(['store-full'])
    expect((await memory.choices()).get('one')).toEqual({ modes, models })
  })

  it('says that one must sign in, until a session was opened', () => {
    const { memory } = memoryOver(new MemoryStore())
    expect(memory.signIn('one')).toBe('unknown')
    memory.note('one', err(failure('agent-sign-in-needed', 'Sign in.', 'Sign in.')))
    expect([memory.signIn('one'), memory.signIn('two')]).toEqual(['needed', 'unknown'])
    memory.note('one', err(failure('agent-died', 'It ended.', 'Again.')))
    expect(memory.signIn('one')).toBe('needed')
    memory.note('one', ok({ modes, models }))
    expect(memory.signIn('one')).toBe('unknown')
  })
})
