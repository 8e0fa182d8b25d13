import type { Spend } from '../task/state.ts'

/** `120,000 tokens, $1.20, 14 minutes of work`; where no agent told a cost, that is said. */
export function amountWords({ cost, tokens, workMs }: Spend): string {
  const minutes = Math.round(workMs / 60_000)
  const parts = [
    `${Math.round(tokens).toLocaleString('en-US')} tokens`,
    cost === null ? 'no cost told' : `$${cost.toFixed(2)}`,
    `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} of work`,
  ]
  return parts.join(', ')
}
