import type { FiringPage } from '../../../shared/contract/automation-views.ts'
import type { Firing } from '../../../shared/domain/automation/state.ts'
import { automationTitle } from '../../../shared/domain/automation/title.ts'
import { type FiringKind, kindOf } from '../../lib/firing-words.ts'

/** What was read of the firings of an automation, newest first and without a gap. */
export interface KnownFirings {
  readonly rows: readonly Firing[]
  /** Where the older ones begin; null where there are none. */
  readonly next: number | null
}

/** With the newest page read again; what was known before is kept where it follows on without a gap. */
export function withNewestPage(known: KnownFirings | null, page: FiringPage): KnownFirings {
  const oldest = page.rows.at(-1)
  if (known === null || oldest === undefined || page.next === null) return page
  const older = known.rows.filter(({ order }) => order < oldest.order)
  const follows = known.rows.some(({ id }) => id === oldest.id)
  return follows ? { rows: [...page.rows, ...older], next: known.next } : page
}

/** With an older page behind. */
export function withOlderPage(known: KnownFirings | null, page: FiringPage): KnownFirings {
  if (known === null) return page
  const ids = new Set(known.rows.map(({ id }) => id))
  return { rows: [...known.rows, ...page.rows.filter(({ id }) => !ids.has(id))], next: page.next }
}

/** So many of those that came since are shown before the newest page is read again. */
const mostFresh = 50

/** What was read, as the live model has it by now, with those that came since in front; newest first. */
export function withLive(rows: readonly Firing[], live: readonly Firing[], includeNew: boolean): readonly Firing[] {
  const byId = new Map(live.map((firing) => [firing.id, firing]))
  const newest = rows[0]?.order ?? 0
  const later = includeNew ? live.filter(({ order }) => order > newest) : []
  // Thousands may be held.
  const fresh = later.sort((one, other) => other.order - one.order).slice(0, mostFresh)
  return [...fresh, ...rows.map((firing) => byId.get(firing.id) ?? firing)]
}

export type KindFilter = 'all' | FiringKind

export function ofKind(rows: readonly Firing[], kind: KindFilter): readonly Firing[] {
  return kind === 'all' ? rows : rows.filter(({ state }) => kindOf(state) === kind)
}

/** What a firing is about: a stranger's line where it has one. */
export function subjectOf({ subject, source }: Pick<Firing, 'subject' | 'source'>): string {
  return subject === null || subject.trim() === '' ? source.words : subject
}

/** The automations that led to one another, by their ids: '<project>:<name>' and '<project>:own:<name>'. */
export function chainTitles(chain: readonly string[]): readonly string[] {
  return chain.map((id) => automationTitle(id.slice(id.lastIndexOf(':') + 1)))
}
