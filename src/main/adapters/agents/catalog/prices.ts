import type { ModelPrice } from '../../../ports/agent.ts'

/** When these were looked up in the public documentation of those who ask them; standard rate, without discounts. */
const asOf = '2026-11-20'

function price(model: string, input: number, output: number): ModelPrice {
  return { model, input, output, asOf }
}

/**
 * By provider, US dollars per million tokens. Only models with one price whatever the length of a prompt: of any other
 * one tokens alone are told, and said so.
 */
export const modelPrices: Readonly<Record<string, readonly ModelPrice[]>> = {
  anthropic: [
    price('claude-opus-4-5', 5, 25),
    price('claude-opus-4-6', 5, 25),
    price('claude-opus-4-7', 5, 25),
    price('claude-sonnet-4-5', 3, 15),
    price('claude-sonnet-4-6', 3, 15),
    price('claude-haiku-4-5', 1, 5),
  ],
  openai: [price('gpt-5-codex', 1.25, 10), price('gpt-5.2-codex', 1.75, 14), price('gpt-5.3-codex', 1.75, 14)],
  google: [price('gemini-2.5-flash', 0.3, 2.5), price('gemini-2.5-flash-lite', 0.1, 0.4)],
}

/** The price of a model by its id, also of one with a date behind it; null where it isn't known. */
export function priceOf(provider: string | null, model: string | null): ModelPrice | null {
  if (provider === null || model === null) return null
  const name = model.replace(/-(\d{8}|\d{4}-\d{2}-\d{2})$/, '')
  return modelPrices[provider]?.find((known) => known.model === name) ?? null
}
