import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBytes, formatCost, formatCount, formatShare, formatTokens, plural } from './format-number.ts'

describe('numbers', () => {
  it('counts things', () => {
    expect([plural(1, 'thread'), plural(0, 'thread'), plural(2, 'query', 'queries')]).toEqual([
      '1 thread',
      '0 threads',
      '2 queries',
    ])
  })

  it.each([
    [0, '$0.00'],
    [0.004, '<$0.01'],
    [0.01, '$0.01'],
    [1.84, '$1.84'],
    [999.99, '$999.99'],
    [999.999, '$1,000'],
    [1_234_567, '$1,234,567'],
  ])('costs %d', (dollars, text) => {
    expect(formatCost(dollars)).toBe(text)
  })

  it.each([
    [0, '0 tokens'],
    [1, '1 token'],
    [999, '999 tokens'],
    [1_250, '1.3k tokens'],
    [9_960, '10k tokens'],
    [184_300, '184k tokens'],
    [999_600, '1M tokens'],
    [1_240_000, '1.2M tokens'],
  ])('%d tokens', (tokens, text) => {
    expect(formatTokens(tokens)).toBe(text)
  })

  it.each([
    [0, '0 B'],
    [812, '812 B'],
    [1000, '1 kB'],
    [40_000_000, '40 MB'],
    [5_120_000_000, '5.1 GB'],
    [999_999, '1 MB'],
    [7e15, '7000 TB'],
  ])('%d bytes', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })

  it('never rounds a share up to done', () => {
    expect([formatShare(0.38), formatShare(0.997), formatShare(1), formatShare(0.29)]).toEqual([
      '38 %',
      '99 %',
      '100 %',
      '29 %',
    ])
  })

  it('stays short', () => {
    fc.assert(fc.property(fc.nat(2_000_000_000), (count) => formatCount(count).length <= 4))
    fc.assert(fc.property(fc.nat(), (bytes) => formatBytes(bytes).length <= 6))
  })
})
