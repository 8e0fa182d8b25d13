import { expect, it } from 'vitest'
import { matchesGlob } from './path-glob.ts'

it.each([
  ['src/api', 'src/api/a.ts'],
  ['src/api/', 'src/api'],
  ['./src/*.ts', 'src/a.ts'],
  ['src/**', 'src/a/b.ts'],
  ['**/*.test.ts', 'a.test.ts'],
  ['**/*.test.ts', 'src/b/a.test.ts'],
  ['src/**/b/*.ts', 'src/x/b/y/b/a.ts'],
  ['src/?.ts', 'src/a.ts'],
  ['src/a*c*e.ts', 'src/abcde.ts'],
])('%s means %s', (glob, path) => {
  expect(matchesGlob(glob, path)).toBe(true)
})

it.each([
  ['src/api', 'src/apis/a.ts'],
  ['src/*.ts', 'src/a/b.ts'],
  ['src/*.ts', 'src/a.tsx'],
  ['src/?.ts', 'src/ab.ts'],
  ['**/*.test.ts', 'src/a.ts'],
  ['src/a', 'src'],
])('%s does not mean %s', (glob, path) => {
  expect(matchesGlob(glob, path)).toBe(false)
})

it('comes to an end soon, whatever the glob', () => {
  expect(matchesGlob(`${'*a'.repeat(500)}/${'**/'.repeat(200)}b`, `${'a'.repeat(5_000)}${'/a'.repeat(500)}`)).toBe(
    false,
  )
})
