/** What a million tokens of one model cost, in US dollars. */
export interface ModelPrice {
  /** As agents name it; a name that goes on after it with a dash or at-sign is a version of it. */
  readonly model: string
  readonly input: number
  readonly output: number
}

/** List prices as they were on one day: data, and out of date some time. */
export interface PriceTable {
  /** `2026-11-20` */
  readonly asOf: string
  readonly models: readonly ModelPrice[]
}

export interface CostEstimate {
  /** US dollars; null where the model is not in the table. */
  readonly cost: number | null
  /** One sentence to show beside it. */
  readonly words: string
}

export interface TokenCounts {
  readonly input: number
  readonly output: number
}

/**
 * Tokens times list price. A bare number counts as input, which is the cheaper kind, so that the estimate is a lower
 * bound. An unknown model gives no price rather than a guess.
 */
export function costOf(table: PriceTable, model: string | null, tokens: number | TokenCounts): CostEstimate {
  const price = model === null ? undefined : priceOf(table, model)
  if (price === undefined) {
    const name = model === null ? 'a model that is not known' : model
    return { cost: null, words: `No price is known for ${name}: tokens only.` }
  }
  const { input, output } = typeof tokens === 'number' ? { input: tokens, output: 0 } : tokens
  const cost = (input * price.input + output * price.output) / 1_000_000
  const bound = typeof tokens === 'number' ? 'at least ' : ''
  return { cost, words: `Estimated by list prices of ${table.asOf}: ${bound}$${cost.toFixed(2)}.` }
}

/** The longest name that fits is the most exact one. */
function priceOf(table: PriceTable, model: string): ModelPrice | undefined {
  const fits = table.models.filter(
    (price) => model === price.model || model.startsWith(`${price.model}-`) || model.startsWith(`${price.model}@`),
  )
  return fits.sort((one, other) => other.model.length - one.model.length)[0]
}
