import { describe, expect, it } from 'vitest'
import { re2Patterns } from './re2-patterns.ts'

const finds = (pattern: string, text: string) => {
  const compiled = re2Patterns.compile(pattern)
  if (!compiled.ok) throw new Error(compiled.error.message)
  return compiled.value(text)
}

describe('a pattern', () => {
  it.each([
    ['crash', 'A crash at start', true],
    ['^crash', 'A crash at start', false],
    ['(?i)CRASH', 'A crash at start', true],
    ['^v\\d+\\.\\d+$', 'v1.20', true],
    ['', 'anything', true],
    ['^$', '', true],
    ['é', 'café', true],
  ])('%j in %j: %j', (pattern, text, found) => {
    expect(finds(pattern, text)).toBe(found)
  })

  it('answers the same however often it is asked', () => {
    const compiled = re2Patterns.compile('a')
    expect(compiled.ok && [compiled.value('a'), compiled.value('b'), compiled.value('a')]).toEqual([true, false, true])
  })

  it.each(['(', '(?=a)', '(?<!a)b', '(a)\\1', 'a**', '[z-a]', '(.*){500}x', 'a'.repeat(501)])(
    'refuses %j',
    (pattern) => {
      const compiled = re2Patterns.compile(pattern)
      expect(compiled).toMatchObject({ ok: false, error: { code: 'pattern-invalid' } })
      expect(compiled.ok ? '' : compiled.error.message).toMatch(/\.$/)
    },
  )

  it('takes no more time than a text is long', () => {
    const began = performance.now()
    expect(finds('(a+)+$', `${'a'.repeat(100_000)}!`)).toBe(true)
    expect(finds('(x+x+)+y', 'x'.repeat(100_000))).toBe(false)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})
