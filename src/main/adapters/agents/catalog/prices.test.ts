import { describe, expect, it } from 'vitest'
import { catalogueEntries } from './entries.ts'
import { modelPrices, priceOf } from './prices.ts'

const all = Object.values(modelPrices).flat()

describe('prices', () => {
  it('have a day, and cost more for what is written than for what is read', () => {
    expect(all.length).toBeGreaterThan(0)
    for (const { asOf, input, output } of all) {
      expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      expect(input).toBeGreaterThan(0)
      expect(output).toBeGreaterThan(input)
    }
  })

  it('name each model once, under a provider of an agent', () => {
    expect(new Set(all.map(({ model }) => model)).size).toBe(all.length)
    const entries = catalogueEntries({ nodeFile: '', entryFile: '', stateFolder: '' })
    const providers = entries.map(({ provider }) => provider)
    for (const provider of Object.keys(modelPrices)) expect(providers).toContain(provider)
  })

  it.each([
    ['anthropic', 'claude-sonnet-4-5', 3],
    ['anthropic', 'claude-sonnet-4-5-20250929', 3],
    ['openai', 'gpt-5.3-codex-2026-02-05', 1.75],
  ])('of %s %s', (provider, model, input) => {
    expect(priceOf(provider, model)?.input).toBe(input)
  })

  it.each([
    ['anthropic', 'default'],
    ['anthropic', 'gpt-5-codex'],
    ['anthropic', 'claude-sonnet-4-5-fast'],
    ['anthropic', null],
    [null, 'claude-sonnet-4-5'],
    ['nobody', 'claude-sonnet-4-5'],
  ])('of %s %s are not known', (provider, model) => {
    expect(priceOf(provider, model)).toBe(null)
  })
})
