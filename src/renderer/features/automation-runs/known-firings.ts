import type { FiringPage } from '../../../shared/contract/automation-views.ts'
import type { Firing } from '../../../shared/domain/automation/state.ts'
import { automationTitle } from '../../../shared/domain/automation/title.ts'
import type { FiringId } from '../../../shared/kernel/ids.ts'
import { type FiringKind, kindOf } from '../../lib/firing-words.ts'

/** What was read of the firings of an automation, newest first and without a gap. */
export interface KnownFirings {
  readonly rows: readonly Firing[]
  /** Where the older ones begin; null where there are none. */
  readonly next: number | null
  /** Where what stands behind the newest page can be read again; newest first. */
  readonly sections?: readonly Section[]
}

interface Section {
  /** Of its first row. */
  readonly order: number
  readonly before: number
}

/** With the newest page read again; what was known before is kept where it follows on without a gap. */
export function withNewestPage(known: KnownFirings | null, page: FiringPage): KnownFirings {
  const oldest = page.rows.at(-1)
  if (known === null || oldest === undefined || page.next === null) return page
  const older = known.rows.filter(({ order }) => order < oldest.order)
  const follows = known.rows.some(({ id }) => id === oldest.id)
  if (!follows) return page
  const [first] = older
  const sections = first === undefined ? [] : [{ order: first.order, before: page.next }]
  const further = known.sections?.filter(({ order }) => order < (first?.order ?? 0)) ?? []
  return { rows: [...page.rows, ...older], next: known.next, sections: [...sections, ...further] }
}

/** With an older page behind. */
export function withOlderPage(known: KnownFirings | null, page: FiringPage): KnownFirings {
  if (known === null) return page
  const ids = new Set(known.rows.map(({ id }) => id))
  const rows = page.rows.filter(({ id }) => !ids.has(id))
  const [first] = rows
  const section = first === undefined || known.next === null ? [] : [{ order: first.order, before: known.next }]
  return { rows: [...known.rows, ...rows], next: page.next, sections: [...(known.sections ?? []), ...section] }
}

/** With a page read again that was known. */
export function withPageAgain(known: KnownFirings | null, page: FiringPage): KnownFirings {
  if (known === null) return page
  const byId = new Map(page.rows.map((firing) => [firing.id, firing]))
  return { ...known, rows: known.rows.map((firing) => byId.get(firing.id) ?? firing) }
}

export interface Outdated {
  readonly id: FiringId
  /** From where it is read again; null: the newest page. */
  readonly before: number | null
}

/** The first one that was under way or held when it was read and has left the live model since: it has ended. */
export function outdatedOf(known: KnownFirings, live: readonly Firing[]): Outdated | null {
  const ids = new Set(live.map(({ id }) => id))
  const found = known.rows.find(({ id, state }) => state.kind !== 'skipped' && state.kind !== 'over' && !ids.has(id))
  if (found === undefined) return null
  const section = known.sections?.findLast(({ order }) => order >= found.order)
  return { id: found.id, before: section?.before ?? null }
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
