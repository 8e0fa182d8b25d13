import type { Cluster } from './state.ts'

/** What of a team's budget for talk is used up, as a sentence; null where there is some left. */
export function spentBudget({ budget, used }: Pick<Cluster, 'budget' | 'used'>): string | null {
  if (used.messages >= budget.messages) return `Its budget of ${budget.messages} messages is spent.`
  return used.tokens >= budget.tokens ? `Its budget of ${budget.tokens} tokens is spent.` : null
}
