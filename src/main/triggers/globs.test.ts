import { describe, expect, it } from 'vitest'
import { globOf, globSetting } from './globs.ts'

describe('a glob', () => {
  it.each([
    ['main', 'main', true],
    ['main', 'mai', false],
    ['ma?n', 'main', true],
    ['release/*', 'release/1', true],
    ['release/*', 'release/1/2', false],
    ['release/**', 'release/1/2', true],
    ['**', '.github/x.yml', true],
    ['src/**/*.ts', 'src/a.ts', true],
    ['src/**/*.ts', 'src/a/b/c.test.ts', true],
    ['src/**/*.ts', 'src/a/b/c.tsx', false],
    ['src/**/*.ts', 'other/src/a.ts', false],
    ['**/a/**/b', 'x/a/y/z/a/b', true],
    ['*.{ts,js{,on}}', 'a.json', true],
    ['*.{ts,js{,on}}', 'a.jso', false],
    ['a*b*c', 'aXbXbc', true],
    ['a*b*c', 'aXbXb', false],
    ['*', '', true],
    ['{a', '{a', true],
    ['a+(b|c)[d]', 'a+(b|c)[d]', true],
  ])('%s of %s: %s', (pattern, path, expected) => {
    expect(globOf(pattern)(path)).toBe(expected)
  })

  it('never takes long', () => {
    expect(globOf('*a'.repeat(90))(`${'a'.repeat(4000)}b`)).toBe(false)
    expect(globOf(`${'**/a/'.repeat(30)}b`)('a/'.repeat(500))).toBe(false)
    expect(globOf('{a,b}'.repeat(30))('a'.repeat(30))).toBe(false)
  })

  it('has a length and a number of alternatives', () => {
    const setting = globSetting('A path')
    expect(setting.safeParse('{a,b,c}/{d,e}/*.ts').success).toBe(true)
    for (const wrong of ['', 'x'.repeat(201), '{a,b}'.repeat(7), 7])
      expect(setting.safeParse(wrong).success).toBe(false)
  })
})
