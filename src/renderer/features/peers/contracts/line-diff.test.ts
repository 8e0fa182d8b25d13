import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DiffLine, lineDiff } from './line-diff.ts'

function side(lines: readonly DiffLine[], without: DiffLine['kind']): string {
  return lines
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('\n')
}

describe('lineDiff', () => {
  it('names what was replaced, and what stayed around it', () => {
    expect(lineDiff('a\nb\nc\n', 'a\nx\nc\n')).toEqual([
      { kind: 'same', text: 'a' },
      { kind: 'removed', text: 'b' },
      { kind: 'added', text: 'x' },
      { kind: 'same', text: 'c' },
    ])
  })

  it('begins with nothing and ends with nothing', () => {
    expect(lineDiff('', 'a')).toEqual([{ kind: 'added', text: 'a' }])
    expect(lineDiff('a', '')).toEqual([{ kind: 'removed', text: 'a' }])
    expect(lineDiff('', '')).toEqual([])
  })

  it('gives both texts back, and no more lines than it must', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 }).map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = lineDiff(before, after)
        expect(side(lines, 'added')).toBe(before)
        expect(side(lines, 'removed')).toBe(after)
        if (before === after) expect(lines.every(({ kind }) => kind === 'same')).toBe(true)
      }),
    )
  })

  it('replaces whole what is too large to be compared', () => {
    const many = (letter: string) => Array.from({ length: 3000 }, (_, at) => `${letter}${at}`).join('\n')
    const lines = lineDiff(`same\n${many('a')}`, `same\n${many('b')}`)
    expect(lines[0]).toEqual({ kind: 'same', text: 'same' })
    expect(lines).toHaveLength(6001)
  })
})
