import { describe, expect, it } from 'vitest'
import { priceOf, priceTable } from './prices.ts'

const { asOf, models } = priceTable

describe('prices', () => {
  it('have a day, and cost more for what is written than for what is read', () => {
    expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(models.length).toBeGreaterThan(0)
    for (const { input, output } of models) {
      expect(input).toBeGreaterThan(0)
      expect(output).toBeGreaterThan(input)
    }
  })

  it('name each model once', () => {
    expect(new Set(models.map(({ model }) => model)).size).toBe(models.length)
  })

  it.each([
    ['claude-sonnet-4-5', 3],
    ['claude-sonnet-4-5-20250929', 3],
    ['gpt-5.3-codex-2026-02-05', 1.75],
  ])('of %s', (model, input) => {
    expect(priceOf(model)).toMatchObject({ input, asOf })
  })

  it.each(['default', 'claude-sonnet-4-5-fast', '', null])('of %s are not known', (model) => {
    expect(priceOf(model)).toBe(null)
  })
})
