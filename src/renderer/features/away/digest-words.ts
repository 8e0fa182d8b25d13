import type { Digest } from '../../../shared/domain/supervision/digest.ts'
import { formatDuration } from '../../lib/format-duration.ts'
import { formatCost, formatTokens } from '../../lib/format-number.ts'

/** '2 landed, 1 failed. 3 wait for you.' */
export function digestSummary({ failed, landed, refused, waiting }: Digest): string {
  const parts = [
    ...(landed.length > 0 ? [`${landed.length} landed`] : []),
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
    ...(refused.length > 0 ? [`${refused.length} not merged`] : []),
  ]
  const happened = parts.length === 0 ? 'Nothing landed and nothing failed.' : `${parts.join(', ')}.`
  if (waiting.length === 0) return `${happened} Nothing waits for you.`
  return `${happened} ${waiting.length} ${waiting.length === 1 ? 'waits' : 'wait'} for you.`
}

/** What turns that ended have cost; nothing where none did. */
export function spentWords({ cost, tokens, workMs }: Digest['spent']): string {
  const parts = [
    ...(cost === null || cost <= 0 ? [] : [formatCost(cost)]),
    ...(tokens > 0 ? [formatTokens(tokens)] : []),
    ...(workMs > 0 ? [`${formatDuration(workMs)} of work`] : []),
  ]
  return parts.length === 0 ? 'Nothing was spent.' : `Spent ${parts.join(', ')}.`
}
