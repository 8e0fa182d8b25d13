import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shortenPath } from './shorten-path.ts'

describe('shortenPath', () => {
  it.each([
    ['src/app.ts', 20, 'src/app.ts'],
    ['src/services/billing/invoices/router.ts', 28, 'src/…/invoices/router.ts'],
    ['src/services/billing/invoices/router.ts', 18, 'src/…/router.ts'],
    ['services/billing/router.ts', 12, '…/router.ts'],
    ['a-very-long-file-name.test.ts', 13, 'a-very…est.ts'],
  ])('%s in %d', (path, length, short) => {
    expect(shortenPath(path, length)).toBe(short)
  })

  const name = fc.string({ unit: fc.constantFrom('a', 'b', '.', '-'), minLength: 1, maxLength: 12 })

  it('never gets longer than asked, keeps the ending, and leaves what fits', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), fc.integer({ min: 8, max: 60 }), (parts, length) => {
        const path = parts.join('/')
        const short = shortenPath(path, length)
        expect(short.length).toBeLessThanOrEqual(length)
        expect(path.endsWith(short.split('…').at(-1) ?? '')).toBe(true)
        if (path.length <= length) expect(short).toBe(path)
      }),
    )
  })
})
