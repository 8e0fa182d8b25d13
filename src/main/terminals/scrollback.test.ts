import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Scrollback } from './scrollback.ts'

const texts = fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constant('ü😀'.repeat(700))), {
  maxLength: 60,
})

/** Everything from `from` on, in pieces of about `most`. */
function readAll(scrollback: Scrollback, from: number, most: number): string {
  let text = ''
  for (let at = from; at < scrollback.end; ) {
    const piece = scrollback.read(at, most)
    expect(piece.length).toBeGreaterThan(0)
    expect(piece.length).toBeLessThanOrEqual(most + 1)
    expect(piece.isWellFormed()).toBe(true)
    at += piece.length
    text += piece
  }
  return text
}

describe('the kept output of a terminal', () => {
  it('is the newest part of everything, whole characters in any pieces', () => {
    fc.assert(
      fc.property(
        texts,
        fc.integer({ min: 20, max: 5000 }),
        fc.array(fc.nat(), { maxLength: 5 }),
        (appended, most, at) => {
          const limit = 6000
          const scrollback = new Scrollback(limit)
          for (const [index, text] of appended.entries()) {
            scrollback.append(text)
            // Readers in between change nothing.
            if (at.includes(index)) scrollback.read(scrollback.start, 10)
          }
          const everything = appended.join('')
          expect(scrollback.end).toBe(everything.length)
          expect(readAll(scrollback, scrollback.start, most)).toBe(everything.slice(scrollback.start))
          expect(scrollback.end - scrollback.start).toBeGreaterThanOrEqual(Math.min(limit, everything.length))
          expect(scrollback.end - scrollback.start).toBeLessThanOrEqual(limit + 2100 + 2 * 4096)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('begins a reading anywhere', () => {
    const scrollback = new Scrollback(100_000)
    const everything = Array.from({ length: 3000 }, (_, at) => `line ${at}\n`)
    for (const line of everything) scrollback.append(line)
    const text = everything.join('')
    for (const from of [0, 1, 4095, 4096, 4097, 9999, text.length - 1, text.length]) {
      expect(scrollback.read(from, 200)).toBe(text.slice(from, from + 200))
    }
  })
})
