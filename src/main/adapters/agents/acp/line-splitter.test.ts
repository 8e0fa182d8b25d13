import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LineSplitter } from './line-splitter.ts'

function split(chunks: readonly Buffer[], limit = 1000): readonly string[] {
  const splitter = new LineSplitter(limit)
  const lines = chunks.flatMap((chunk) => [...splitter.push(chunk)]).map(String)
  const rest = splitter.rest().toString()
  return rest === '' ? lines : [...lines, rest]
}

describe('line splitter', () => {
  it('finds the same lines however the bytes are cut into chunks', () => {
    const text = fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }).filter((line) => !/[\r\n]/.test(line)))
    fc.assert(
      fc.property(text, fc.array(fc.nat(300)), fc.constantFrom('\n', '\r\n'), (lines, cuts, ending) => {
        const bytes = Buffer.from(lines.map((line) => line + ending).join(''))
        const places = [0, ...cuts.filter((cut) => cut < bytes.length).toSorted((a, b) => a - b), bytes.length]
        const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end))
        expect(split(chunks)).toEqual(lines)
      }),
    )
  })

  it('keeps what follows the last line ending', () => {
    expect(split([Buffer.from('a\nb'), Buffer.from('c')])).toEqual(['a', 'bc'])
  })

  it('refuses a line over the limit, within a chunk and across chunks, but not one at the limit', () => {
    expect(split([Buffer.from('12345\n')], 5)).toEqual(['12345'])
    expect(split([Buffer.from('123456\n')], 5)).toEqual(['too-long'])
    expect(split([Buffer.from('123'), Buffer.from('456')], 5)).toEqual(['too-long'])
  })

  it('takes a long line in many small chunks without copying it again and again', () => {
    const chunk = Buffer.alloc(1024, 'x')
    const splitter = new LineSplitter(64 * 1024 * 1024)
    const early = Array.from({ length: 32 * 1024 }, () => [...splitter.push(chunk)].length)
    expect(early.every((count) => count === 0)).toBe(true)
    const [line] = splitter.push(Buffer.from('\n'))
    expect(line).toHaveLength(32 * 1024 * 1024)
  })
})
