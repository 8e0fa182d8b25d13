import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerptLength, excerptOf } from './excerpt.ts'

const noise = (lines: number) =>
  Array.from({ length: lines }, (_, at) => `✓ test ${at} of the many that pass`).join('\n')

describe('an excerpt', () => {
  it('is all of a short output', () => {
    expect(excerptOf('one\ntwo\n\n')).toBe('one\ntwo')
  })

  it.each([
    ['vitest', ' FAIL  a.test.ts > half\nAssertionError: expected 1 to be 2'],
    ['node', '✖ half (0.78143ms)\n  AssertionError [ERR_ASSERTION]'],
    ['tap', 'not ok 2 - half\n  ---\n  error: 1 !== 2'],
    ['pytest', '=================================== FAILURES ===================================\nE   assert 1 == 2'],
    ['cargo', "thread 'half' (12567) panicked at src/lib.rs:2:21:\nassertion `left == right` failed"],
    ['rustc', 'error[E0308]: mismatched types\n --> src/lib.rs:2:21'],
    ['tsc', "src/a.ts(1,7): error TS2322: Type 'string' is not assignable to type 'number'."],
    ['go', '--- FAIL: TestHalf (0.00s)\n    half_test.go:6: 1 is not 2'],
    ['python', 'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: no'],
  ])('shows the first failure and the end: %s', (_runner, failure) => {
    const output = `${noise(500)}\n${failure}\n${noise(500)}\nTests  1 failed | 1000 passed`
    const excerpt = excerptOf(output)
    expect(excerpt.length).toBeLessThanOrEqual(excerptLength)
    expect(excerpt).toContain(failure)
    expect(excerpt.startsWith('…\n')).toBe(true)
    expect(excerpt.endsWith('Tests  1 failed | 1000 passed')).toBe(true)
  })

  it('is the end where nothing tells of a failure', () => {
    const excerpt = excerptOf(`${noise(1000)}\nthe end`)
    expect(excerpt.endsWith('the end')).toBe(true)
    expect(excerpt.length).toBeGreaterThan(7000)
  })

  it('is bounded, well-formed and the same each time, whatever the output', () => {
    const part = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\n', 'FAIL x', 'error:', '😀'.repeat(3000)))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), fc.nat(20_000), (parts, length) => {
        const output = parts.join('x'.repeat(length)).toWellFormed()
        const excerpt = excerptOf(output)
        expect(excerpt.length).toBeLessThanOrEqual(excerptLength)
        expect(excerpt.isWellFormed()).toBe(true)
        expect(excerptOf(output)).toBe(excerpt)
      }),
    )
  })
})
