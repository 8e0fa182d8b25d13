import type { Spent } from './spent.ts'

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
  /** Whether somebody paid what is changed: what nobody paid changes nothing. */
  pays(spent: Spent): boolean
}

type Scale = Omit<CostVariant, 'name' | 'costs'> & { readonly change: (by: number) => Partial<Costs> }

/** What a reader would doubt first: each cost halved and doubled, the others as they are. */
export const costVariants: readonly CostVariant[] = [
  ...scaled('messages', {
    change: (by) => ({ messageMs: fixedCosts.messageMs * by, messageTokens: fixedCosts.messageTokens * by }),
    pays: ({ contracts, lost, read, written }) => contracts + lost + read + written > 0,
  }),
  ...scaled('conflicts', {
    change: (by) => ({ conflictShare: fixedCosts.conflictShare * by }),
    pays: ({ conflicts }) => conflicts > 0,
  }),
  ...scaled('round trips', {
    change: (by) => ({ roundTripMs: fixedCosts.roundTripMs * by }),
    pays: ({ roundTrips }) => roundTrips > 0,
  }),
]

function scaled(what: string, { change, pays }: Scale): readonly CostVariant[] {
  return [
    { name: `${what} × 0.5`, costs: { ...fixedCosts, ...change(0.5) }, pays },
    { name: `${what} × 2`, costs: { ...fixedCosts, ...change(2) }, pays },
  ]
}

export function tokensOf({ contracts, lost, read, written }: Spent, { messageTokens }: Costs): number {
  return (read + written + lost + contracts) * messageTokens
}
