import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyFor } from './task-key.ts'

describe('a key made of a title', () => {
  it.each([
    ['Invoice schema', 'invoice-schema'],
    ['  Läden & Söhne!', 'laden-sohne'],
    ['Move the whole ledger export to a job', 'move-the-whole-ledger'],
    ['日本', 'task'],
    ['', 'task'],
    ['Averyveryverylongwordwithoutanyspaces', 'averyveryverylongwordwit'],
  ])('of %j is %s', (title, key) => {
    expect(keyFor(title, new Set())).toBe(key)
  })

  it('is counted on where it is taken', () => {
    expect(keyFor('Tests', new Set(['tests', 'tests-2']))).toBe('tests-3')
  })

  it('is always one that a plan takes, and new', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.constantFrom('task', 'task-2', 'a', 'b')), (title, taken) => {
        const key = keyFor(title, new Set(taken))
        expect(key).toMatch(/^[A-Za-z0-9._-]{1,64}$/)
        expect(taken).not.toContain(key)
      }),
    )
  })
})
