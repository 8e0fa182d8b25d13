import type { Automation } from '../../../shared/domain/automation/state.ts'
import { formatCost, formatShare, plural } from '../../lib/format-number.ts'

/** '12 of 14 were useful (85 %)'; null before any is over. */
export function usefulWords({ counts: { useful, over } }: Pick<Automation, 'counts'>): string | null {
  if (over === 0) return null
  return `${useful} of ${over} useful, ${formatShare(useful / over)}`
}

/** '31 events: 14 dispatched, 17 not' and what is held. */
export function countWords({ counts, held }: Pick<Automation, 'counts' | 'held'>): string {
  const { fired, dispatched, skipped } = counts
  const kinds: readonly (readonly [number, string])[] = [
    [dispatched, 'dispatched'],
    [skipped, 'not'],
    [held, 'held'],
  ]
  const parts = kinds.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]))
  return `${plural(fired, 'event')}: ${parts.join(', ')}`
}

/** '$3.10 of $20.00 today, up to $3.00 more under way, $18.40 in all'. */
export function spendWords(
  { spent, costInAll, definition }: Pick<Automation, 'spent' | 'costInAll' | 'definition'>,
  now: number,
): string {
  const today = spent.day === new Date(now).toISOString().slice(0, 10) ? spent.cost : 0
  const limit = definition?.limits.costPerDay ?? null
  const day = limit === null ? `${formatCost(today)} today` : `${formatCost(today)} of ${formatCost(limit)} today`
  const reserved = spent.reserved > 0 ? [`up to ${formatCost(spent.reserved)} more by those under way`] : []
  return [day, ...reserved, `${formatCost(costInAll)} in all`].join(', ')
}
