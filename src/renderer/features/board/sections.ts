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
  /** The team that works together: each has a section of its own. */
  readonly team?: string
  /** Ids of threads, from the top. */
  readonly threads: readonly string[]
}

/** Names a section among all. */
export function sectionKey({ kind, team }: Pick<Section, 'kind' | 'team'>): string {
  return team === undefined ? kind : `${kind} ${team}`
}

/** Parked for good: another attempt replaced it, or its view was all that was asked for. */
export function isSetAside({ role, state }: { role?: Thread['role'] | undefined; state: Thread['state'] }): boolean {
  if (state.kind !== 'parked') return false
  return state.reason.code === 'superseded' || role === 'verifier' || role === 'judge' || role === 'arbiter'
}

export function sectionOf(thread: Thread, facts: LiveFacts): SectionKind {
  const { id, role, state } = thread
  const { recovering } = facts
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
      return atWork(thread, facts)
  }
}

function atWork(thread: Thread, facts: LiveFacts): SectionKind {
  if (facts.recovering.has(thread.id)) return 'trouble'
  return teamOf(thread, facts) === undefined ? 'working' : 'together'
}

function teamOf({ role, task }: Thread, { together }: LiveFacts): string | undefined {
  return role === undefined ? together.get(task) : undefined
}

/**
 * Threads by section; what entered it first stands first, what ended last stands first. A thread at work keeps its
 * place through all its states, so what counts there is when it was queued.
 */
export function inSections(threads: Iterable<Thread>, facts: LiveFacts): readonly Section[] {
  const found = new Map<string, Thread[]>()
  for (const thread of threads) {
    const key = sectionKey(named(sectionOf(thread, facts), teamOf(thread, facts)))
    const own = found.get(key)
    if (own === undefined) found.set(key, [thread])
    else own.push(thread)
  }
  return sectionOrder.flatMap((kind) => {
    const teams = kind === 'together' ? facts.teams : [undefined]
    return teams.flatMap((team): readonly Section[] => {
      const section = named(kind, team)
      const own = found.get(sectionKey(section))
      if (own === undefined) return []
      own.sort((one, other) => place(one, kind) - place(other, kind) || (one.id < other.id ? -1 : 1))
      return [{ ...section, threads: own.map(({ id }) => id) }]
    })
  })
}

function named(kind: SectionKind, team: string | undefined): Pick<Section, 'kind' | 'team'> {
  return kind === 'together' && team !== undefined ? { kind, team } : { kind }
}

/** With a line for each team of which nobody is at work: they talk, or wait for each other. */
export function withTeams(sections: readonly Section[], teams: readonly string[]): readonly Section[] {
  const own = new Map(sections.map((section) => [section.team, section]))
  const together = teams.map((team): Section => own.get(team) ?? { kind: 'together', team, threads: [] })
  if (together.length === 0) return sections
  return sectionOrder.flatMap((kind) =>
    kind === 'together' ? together : sections.filter((section) => section.kind === kind),
  )
}

function place({ since, queuedAt }: Thread, kind: SectionKind): number {
  if (kind === 'needs-you' || kind === 'ready') return since
  return kind === 'landed' || kind === 'discarded' || kind === 'ended' ? -since : queuedAt
}
