import { describe, expect, it } from 'vitest'
import { failure } from '../../../shared/kernel/failure.ts'
import { conflictPrompt, inTheWay, isConflict } from './conflicts.ts'

const conflict = failure('landing-conflict', 'The work conflicts.', {
  remedy: 'Resolve it.',
  facts: {
    into: 'main',
    conflicts: [
      { path: 'a.ts', kind: 'content' },
      { path: 'b c.ts', kind: 'add/add' },
    ],
    more: 3,
  },
})

describe('what stands in the way of a landing', () => {
  it('is named path by path', () => {
    expect(inTheWay(conflict)).toEqual({
      paths: [
        { path: 'a.ts', kind: 'content' },
        { path: 'b c.ts', kind: 'add/add' },
      ],
      more: 3,
    })
    const busy = failure('checkout-in-use', 'It has changes.', {
      remedy: 'Stash.',
      facts: { paths: ['x', 'y'], more: 0 },
    })
    expect(inTheWay(busy).paths.map(({ path }) => path)).toEqual(['x', 'y'])
    expect(isConflict(busy)).toBe(false)
  })

  it('is nothing where nothing is named, or named in another form', () => {
    expect(inTheWay(failure('landing-empty', 'Nothing.', 'Go on.'))).toEqual({ paths: [], more: 0 })
    const odd = failure('odd', 'Odd.', { remedy: 'None.', facts: { conflicts: [1, null, { path: 2 }], paths: 'x' } })
    expect(inTheWay(odd).paths).toEqual([])
  })

  it('is told to the agent whole', () => {
    const text = conflictPrompt(conflict, { into: 'main', commit: 'c0ffee' })
    for (const part of ['main', '- a.ts (content)', '- b c.ts (add/add)', 'and 3 more', '`git merge c0ffee`']) {
      expect(text).toContain(part)
    }
    expect(conflictPrompt(conflict, { into: 'main', commit: null })).not.toContain('git merge')
  })
})
