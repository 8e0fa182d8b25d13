import type { PriceTable } from '../../../../shared/domain/run/prices.ts'
import type { AgentListing } from '../../../ports/agent.ts'

/**
 * As the public documentation of those who ask them said on that day: standard rate, without discounts. Only models
 * with one price whatever the length of a prompt: of any other one tokens alone are told, and said so.
 */
export const priceTable: PriceTable = {
  asOf: '2026-11-20',
  models: [
    { model: 'claude-opus-4-5', input: 5, output: 25 },
    { model: 'claude-opus-4-6', input: 5, output: 25 },
    { model: 'claude-opus-4-7', input: 5, output: 25 },
    { model: 'claude-sonnet-4-5', input: 3, output: 15 },
    { model: 'claude-sonnet-4-6', input: 3, output: 15 },
    { model: 'claude-haiku-4-5', input: 1, output: 5 },
    { model: 'gpt-5-codex', input: 1.25, output: 10 },
    { model: 'gpt-5.2-codex', input: 1.75, output: 14 },
    { model: 'gpt-5.3-codex', input: 1.75, output: 14 },
    { model: 'gemini-2.5-flash', input: 0.3, output: 2.5 },
    { model: 'gemini-2.5-flash-lite', input: 0.1, output: 0.4 },
  ],
}

/** The price of a model by its id, also of one with a date behind it; null where it isn't known. */
export function priceOf(model: string | null): AgentListing['price'] {
  if (model === null) return null
  const name = model.replace(/-(\d{8}|\d{4}-\d{2}-\d{2})$/, '')
  const known = priceTable.models.find((price) => price.model === name)
  return known === undefined ? null : { ...known, asOf: priceTable.asOf }
}
