import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { branchOf, slugLimit, slugOf } from './slug.ts'

describe('branch names', () => {
  it.each([
    ['Fix the login form', 'sy/fix-the-login-form-5vwxyz'],
    ['Crème brûlée!', 'sy/creme-brulee-5vwxyz'],
    ['日本語', 'sy/5vwxyz'],
    ['--force; rm -rf /', 'sy/force-rm-rf-5vwxyz'],
    ['a'.repeat(100), `sy/${'a'.repeat(slugLimit)}-5vwxyz`],
  ])('of %j is %s', (title, branch) => {
    expect(branchOf('sy', title, 'abc5vwxyz')).toBe(branch)
  })

  it('are plain and short whatever the title is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (title) => {
        expect(slugOf(title)).toMatch(/^$|^[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(slugOf(title).length).toBeLessThanOrEqual(slugLimit)
      }),
    )
  })
})
