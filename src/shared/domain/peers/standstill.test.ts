import { describe, expect, it } from 'vitest'
import type { MessageId, ThreadId } from '../../kernel/ids.ts'
import { Simulation } from '../testing/simulation.ts'
import { standstill, type Wait } from './standstill.ts'

/** As many threads hold a slot as the pool has; the others are queued. */
function threads(limit: number, ids: readonly string[]) {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit } })
  for (const id of ids) simulation.dispatch(id)
  return simulation.model
}

const wait = (by: string, of: string): Wait => ({
  question: `${by}-${of}` as MessageId,
  by: by as ThreadId,
  of: of as ThreadId,
})

describe('waiting for answers', () => {
  it('is no standstill while somebody moves', () => {
    const model = threads(3, ['a', 'b', 'c'])
    expect(standstill(model, [])).toBeUndefined()
    expect(standstill(model, [wait('a', 'b')])).toBeUndefined()
    expect(standstill(model, [wait('a', 'b'), wait('b', 'c')])).toBeUndefined()
  })

  it('leaves two that ask each other to the one that is asked back', () => {
    const model = threads(2, ['a', 'b'])
    expect(standstill(model, [wait('a', 'b'), wait('b', 'a')])).toBeUndefined()
  })

  it('in a circle ends for the last that asked', () => {
    const model = threads(4, ['a', 'b', 'c', 'd'])
    const circle = [wait('a', 'b'), wait('b', 'c'), wait('c', 'a')]
    const because = '“Do a” waits for “Do b”, “Do b” waits for you: nobody would answer.'
    expect(standstill(model, circle)).toEqual({ question: 'c-a', kind: 'circle', because })
    // Of two questions one is enough to go on.
    expect(standstill(model, [...circle, wait('b', 'd')])).toBeUndefined()
    expect(standstill(model, [...circle, wait('d', 'a')])).toMatchObject({ question: 'd-a', kind: 'circle' })
  })

  it('ends for the last that asked where the pool is full of those that wait', () => {
    const model = threads(2, ['a', 'b', 'c'])
    expect(model.thread.get('c')?.state.kind).toBe('queued')
    expect(standstill(model, [wait('a', 'c')])).toBeUndefined()
    const because = '“Do c” is held: no free executor, and all that have one wait for answers.'
    expect(standstill(model, [wait('a', 'c'), wait('b', 'c')])).toEqual({ question: 'b-c', kind: 'held', because })
    expect(standstill(model, [wait('b', 'c'), wait('a', 'b')])).toMatchObject({
      question: 'a-b',
      kind: 'held',
      because: `“Do b” waits for “Do c”, ${because}`,
    })
  })

  it('ends where the peer waits for the landing of the one that asks', () => {
    const simulation = new Simulation()
    simulation.send({ type: 'pool.start', payload: { limit: 1 } })
    for (const id of ['a', 'b']) simulation.dispatch(id)
    const behind = { thread: 'a' as ThreadId, because: 'Both edit a.ts.' }
    simulation.replay([
      {
        sequence: simulation.events.length + 1,
        at: simulation.now,
        actor: 'host',
        command: 'c' as never,
        cause: null,
        event: { type: 'thread.put-behind', id: 'b' as ThreadId, behind },
      },
    ])
    simulation.send({ type: 'pool.configure', payload: { limit: 3 } })
    expect(standstill(simulation.model, [wait('a', 'b')])).toEqual({
      question: 'a-b',
      kind: 'held',
      because: '“Do b” is held: it gets a turn once your work has landed.',
    })
  })
})
