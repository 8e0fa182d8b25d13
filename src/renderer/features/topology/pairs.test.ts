import { describe, expect, it } from 'vitest'
import { MemoryModel } from '../../../shared/domain/memory-model.ts'
import type { Cluster, Coupling } from '../../../shared/domain/topology/state.ts'
import { collisionsOf, likeliestOf, pairOf, sameCollisions } from './pairs.ts'
import { cluster, coupling } from './testing/pair-of.ts'

function modelWith(pairs: readonly Coupling[], clusters: readonly Cluster[] = []) {
  const memory = new MemoryModel()
  for (const pair of pairs) memory.put('coupling', pair.id, pair)
  for (const one of clusters) memory.put('cluster', one.id, one)
  return memory.model
}

const outcome = { conflicted: false, messages: 0, changedBy: 0, tokens: 0, minutes: 0 }
const all = { kind: 'all' } as const

describe('likely collisions', () => {
  const pairs = [
    coupling('a~b', { score: 0.3 }),
    coupling('a~c', { score: 0.9, standing: { kind: 'ignored' } }),
    coupling('b~c', { score: 0.7 }),
    coupling('c~d', { score: 0.19 }),
    coupling('d~e', {
      score: 0.1,
      standing: { kind: 'serialized', first: 'd' as never, second: 'e' as never, because: 'It began first.' },
    }),
    coupling('e~f', { score: 0.8, outcome }),
  ]

  it('are ranked, with what waits and what is ignored at the end, and without what is weak or over', () => {
    expect(collisionsOf(modelWith(pairs), all).pairs.map(({ id }) => id)).toEqual(['b~c', 'a~b', 'd~e', 'a~c'])
  })

  it('are those of the scope', () => {
    const model = modelWith([...pairs, coupling('x~y', { project: 'other' as never })])
    const of = (scope: Parameters<typeof collisionsOf>[1]) => collisionsOf(model, scope).pairs.map(({ id }) => id)
    expect(of({ kind: 'project', project: 'other' })).toEqual(['x~y'])
    expect(of({ kind: 'run', run: 'run-b' })).toEqual(['b~c', 'a~b'])
    expect(of({ kind: 'run', run: 'run-z' })).toEqual([])
  })

  it('come with the teams that wait for a yes, the oldest first', () => {
    const proposed = { kind: 'proposed' } as const
    const model = modelWith(pairs, [
      cluster('late', ['a', 'b'], { state: proposed, since: 9 }),
      cluster('early', ['c', 'd'], { state: proposed, since: 3 }),
      cluster('team', ['e', 'f']),
    ])
    const found = collisionsOf(model, all)
    expect(found.proposed.map(({ id }) => id)).toEqual(['early', 'late'])
    expect(found.proposed.map((one) => pairOf(one, found.measured)?.id)).toEqual(['c~d', 'a~b'])
    expect(pairOf(cluster('three', ['a', 'b', 'c']), found.measured)).toBeUndefined()
    expect(sameCollisions(found, collisionsOf(model, all))).toBe(true)
    expect(sameCollisions(found, collisionsOf(modelWith(pairs), all))).toBe(false)
  })

  it('of one task: the likeliest that nobody has done anything about', () => {
    const { pairs: ranked } = collisionsOf(modelWith(pairs), all)
    expect(likeliestOf(ranked, 'a')?.id).toBe('a~b')
    expect(likeliestOf(ranked, 'd')).toBeUndefined()
    expect(likeliestOf(ranked, undefined)).toBeUndefined()
  })
})
