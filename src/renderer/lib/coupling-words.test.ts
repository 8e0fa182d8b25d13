import { describe, expect, it } from 'vitest'
import type { Model } from '../../shared/domain/model.ts'
import type { Coupling, Part } from '../../shared/domain/topology/state.ts'
import { apartBecause, listed, pairWords, spotWords, tellingWords } from './coupling-words.ts'

const part = (kind: Part['kind'], value: number, weight = 0.5): Part => ({ kind, value, weight, details: [] })
const facts = (more: Partial<Coupling>) => ({ conflicts: [], parts: [], spots: [], ...more })

describe('a coupling in words', () => {
  it('names what says most', () => {
    const spots = [{ path: 'a.ts', lines: { from: 1, to: 2 } }]
    const parts = [part('history', 0.9), part('overlap', 0.95)]
    expect(tellingWords(facts({ parts }))).toBe('same file changed')
    expect(tellingWords(facts({ parts, spots }))).toBe('same lines changed')
    expect(tellingWords(facts({ parts: [part('history', 0.9), part('reach', 0.9, 0.1)] }))).toBe(
      'changed together before',
    )
    expect(tellingWords(facts({}))).toBe('')
  })

  it('counts files that conflict, not places in them', () => {
    const lines = (from: number) => ({ path: 'a.ts', lines: { from, to: from + 1 } })
    expect(tellingWords(facts({ conflicts: [lines(1), lines(9)] }))).toBe('conflict in 1 file')
  })

  it('names places with their lines, and spells out what cannot be seen', () => {
    expect(spotWords({ path: 'a\u202e.ts', lines: { from: 40, to: 88 } })).toBe('a‹U+202E›.ts 40–88')
    expect(spotWords({ path: 'a.ts', lines: { from: 4, to: 4 } })).toBe('a.ts 4')
    expect(spotWords({ path: 'a.ts', lines: null })).toBe('a.ts')
  })

  it('tells what you ignore from what the host took back, with the reason', () => {
    const stands = (standing: Coupling['standing']) => ({ members: [], standing }) as unknown as Coupling
    const ignored = stands({ kind: 'ignored' })
    const apart = stands({ kind: 'ignored', because: 'Messages changed\u202e nothing any more.' })
    expect([pairWords({} as Model, ignored), apartBecause(ignored)]).toEqual(['ignored', null])
    expect(pairWords({} as Model, apart)).toBe('apart again')
    expect(apartBecause(apart)).toBe('Messages changed‹U+202E› nothing any more.')
  })

  it('lists names as one would say them', () => {
    expect([[], ['A'], ['A', 'B'], ['A', 'B', 'C'], ['A', 'B', 'C', 'D']].map((names) => listed(names))).toEqual([
      '',
      'A',
      'A and B',
      'A, B and C',
      'A, B and 2 more',
    ])
  })
})
