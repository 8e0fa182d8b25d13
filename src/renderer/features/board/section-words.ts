import { formatDuration } from '../../lib/format-duration.ts'
import { plural } from '../../lib/format-number.ts'
import type { SectionKind } from './sections.ts'

export interface SectionFacts {
  readonly kind: SectionKind
  readonly count: number
  /** Since when the one that waits longest waits for a person. */
  readonly oldest: number | null
  readonly busy: number
  readonly executors: number
  /** Of those counted, tasks that come after others. */
  readonly behind: number
  /** Others work as teams. */
  readonly teams: boolean
  readonly frozen: boolean
}

const minute = 60_000

/** What stands behind a section's title: '3, oldest 9 min', '6: all 4 executors are busy'. */
export function sectionWords({ kind, count, oldest, ...pool }: SectionFacts, now: number): string {
  if (count === 0) return ''
  if (kind === 'working' && pool.teams) return `${count} independent`
  if (kind === 'queued') return `${count}: ${queueReason(count, pool)}`
  // Whole minutes that have passed, as the rows say them.
  const minutes = oldest === null ? 0 : Math.floor((now - oldest) / minute)
  if (minutes < 1) return String(count)
  const waited = formatDuration(minutes * minute)
  return count === 1 ? `1, for ${waited}` : `${count}, oldest ${waited}`
}

type PoolFacts = Pick<SectionFacts, 'busy' | 'executors' | 'behind' | 'frozen' | 'teams'>

function queueReason(count: number, { behind, frozen, ...slots }: Omit<PoolFacts, 'teams'>): string {
  if (frozen) return 'everything is frozen'
  if (behind === count) return behind === 1 ? 'it comes after another task' : 'they come after other tasks'
  const reason = slotReason(slots)
  if (behind === 0) return reason
  return `${reason}; ${behind} ${behind === 1 ? 'comes' : 'come'} after other tasks`
}

function slotReason({ busy, executors }: Pick<PoolFacts, 'busy' | 'executors'>): string {
  if (busy < executors) return 'about to start'
  return executors === 1 ? 'the one executor is busy' : `all ${plural(executors, 'executor')} are busy`
}
