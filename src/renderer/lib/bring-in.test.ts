import { describe, expect, it } from 'vitest'
import { MemoryModel } from '../../shared/domain/memory-model.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { Cluster } from '../../shared/domain/topology/state.ts'
import { bringInWords, canBeBrought, introduction } from './bring-in.ts'

function threadOf(id: string, facts: object = {}): Thread {
  const usual = { id, run: `r-${id}`, task: `k-${id}`, project: 'p1', title: `Thread ${id}`, state: { kind: 'ready' } }
  return { ...usual, archived: false, ...facts } as unknown as Thread
}

function modelOf(team: readonly string[]): Model {
  const memory = new MemoryModel()
  for (const id of ['a', 'b', 'c']) memory.put('thread', id, threadOf(id))
  const members = team.map((id) => ({ run: `r-${id}`, task: `k-${id}` }))
  const cluster = { id: 'x', project: 'p1', members, state: { kind: 'team' } } as unknown as Cluster
  if (team.length > 0) memory.put('cluster', 'x', cluster)
  return memory.model
}

describe('introduction', () => {
  it('names this thread and those that are brought in', () => {
    expect(introduction(modelOf([]), 'a', ['b', 'c'])).toEqual({
      members: [
        { run: 'r-a', task: 'k-a' },
        { run: 'r-b', task: 'k-b' },
        { run: 'r-c', task: 'k-c' },
      ],
      because: 'You brought Thread b, Thread c in.',
    })
  })

  it('leaves out those that it works with already', () => {
    expect(introduction(modelOf(['a', 'b']), 'a', ['b'])).toBeNull()
    expect(introduction(modelOf(['a', 'b']), 'a', ['b', 'c'])?.because).toBe('You brought Thread c in.')
    expect(introduction(modelOf([]), 'a', ['gone'])).toBeNull()
  })
})

it('only what still works in the same project can be brought in', () => {
  const self = threadOf('a')
  const can = (facts: object) => canBeBrought(self, threadOf('b', facts))
  expect(can({})).toBe(true)
  expect(can({ id: 'a' })).toBe(false)
  expect(can({ project: 'p2' })).toBe(false)
  expect(can({ role: 'verifier' })).toBe(false)
  expect(can({ state: { kind: 'landed' } })).toBe(false)
  expect(can({ state: { kind: 'discarded' } })).toBe(false)
})

it('says who is introduced, or that they know each other', () => {
  expect(bringInWords(['A', 'B'], false)).toContain('This thread, A and B are introduced')
  expect(bringInWords(['A'], true)).toContain('know each other already')
})
