/** What coordination costs an agent: fixed, so that topologies can be told apart. */
export interface Costs {
  /** Milliseconds to write a text, or to read it. */
  readonly messageMs: number
  /** Tokens to write a text, or to read it. */
  readonly messageTokens: number
  /** Of a thread's work, done again after a conflict that is found at its landing. */
  readonly conflictShare: number
  /** Milliseconds until the coordinator has an answer. */
  readonly roundTripMs: number
}

export const fixedCosts: Costs = {
  messageMs: 20_000,
  messageTokens: 400,
  conflictShare: 0.5,
  roundTripMs: 90_000,
}

export interface CostVariant {
  readonly name: string
  readonly costs: Costs
}

/** What a reader would doubt first: each cost halved and doubled, the others as they are. A message costs time and tokens alike. */
export const costVariants: readonly CostVariant[] = [
  ...scaled('messages', ({ messageMs, messageTokens }, by) => ({
    messageMs: messageMs * by,
    messageTokens: messageTokens * by,
  })),
  ...scaled('conflicts', ({ conflictShare }, by) => ({ conflictShare: conflictShare * by })),
  ...scaled('round trips', ({ roundTripMs }, by) => ({ roundTripMs: roundTripMs * by })),
]

function scaled(what: string, change: (costs: Costs, by: number) => Partial<Costs>): readonly CostVariant[] {
  return [
    { name: `${what} × 0.5`, costs: { ...fixedCosts, ...change(fixedCosts, 0.5) } },
    { name: `${what} × 2`, costs: { ...fixedCosts, ...change(fixedCosts, 2) } },
  ]
}
