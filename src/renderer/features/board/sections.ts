import type { Thread } from '../../../shared/domain/thread/state.ts'
import type { LiveFacts } from './live-facts.ts'

/** In the order in which they are drawn. */
export const sectionOrder = [
  'needs-you',
  'ready',
  'trouble',
  'together',
  'working',
  'queued',
  'landed',
  'ended',
  'discarded',
] as const

export type SectionKind = (typeof sectionOrder)[number]

export const sectionTitles: Readonly<Record<SectionKind, string>> = {
  'needs-you': 'Needs you',
  ready: 'Ready to review',
  trouble: 'In trouble',
  together: 'Working together',
  working: 'Working',
  queued: 'Queued',
  landed: 'Landed',
  ended: 'Set aside',
  discarded: 'Discarded',
}

/** One line with a count, until a person opens it. */
export const foldable: ReadonlySet<SectionKind> = new Set(['queued', 'landed', 'ended', 'discarded'])

export interface Section {
  readonly kind: SectionKind
  /** Ids of threads, from the top. */
  readonly threads: readonly string[]
}

/** Parked for good: another attempt replaced it, or its view was all that was asked for. */
export function isSetAside({ role, state }: { role?: Thread['role'] | undefined; state: Thread['state'] }): boolean {
  if (state.kind !== 'parked') return false
  return state.reason.code === 'superseded' || role === 'verifier' || role === 'judge'
}

export function sectionOf({ id, role, state }: Thread, { recovering, together }: LiveFacts): SectionKind {
  switch (state.kind) {
    case 'needs-you':
      return 'needs-you'
    case 'parked':
      if (isSetAside({ role, state })) return 'ended'
      return recovering.has(id) ? 'trouble' : 'needs-you'
    case 'ready':
      // Who only reads has nothing to review.
      return role === undefined ? 'ready' : 'ended'
    case 'queued':
    case 'landed':
    case 'discarded':
      return state.kind
    case 'preparing':
    case 'running':
    case 'verifying':
    case 'landing':
      return atWork(id, { recovering, together })
  }
}

function atWork(id: string, { recovering, together }: Pick<LiveFacts, 'recovering' | 'together'>): SectionKind {
  if (recovering.has(id)) return 'trouble'
  return together.has(id) ? 'together' : 'working'
}

/**
 * Threads by section; what entered it first stands first, what ended last stands first. A thread at work keeps its
 * place through all its states, so what counts there is when it was queued.
 */
export function inSections(threads: Iterable<Thread>, facts: LiveFacts): readonly Section[] {
  const found = new Map<SectionKind, Thread[]>()
  for (const thread of threads) {
    const kind = sectionOf(thread, facts)
    const own = found.get(kind)
    if (own === undefined) found.set(kind, [thread])
    else own.push(thread)
  }
  return sectionOrder.flatMap((kind) => {
    const own = found.get(kind)
    if (own === undefined) return []
    own.sort((one, other) => place(one, kind) - place(other, kind) || (one.id < other.id ? -1 : 1))
    return [{ kind, threads: own.map(({ id }) => id) }]
  })
}

function place({ since, queuedAt }: Thread, kind: SectionKind): number {
  if (kind === 'needs-you' || kind === 'ready') return since
  return kind === 'landed' || kind === 'discarded' || kind === 'ended' ? -since : queuedAt
}
