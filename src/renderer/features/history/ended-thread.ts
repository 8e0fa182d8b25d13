import type { StateEntry } from '../../../shared/contract/channels/model.ts'
import { newestLandings } from '../../../shared/domain/landing/queries.ts'
import type { Landing } from '../../../shared/domain/landing/state.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { BegunBy } from '../../../shared/domain/run/state.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { begunBy, begunWords } from '../../lib/begun-by.ts'

/** A thread that landed or was discarded, with the landing that tells of it. */
export interface EndedThread {
  readonly thread: Thread
  readonly landing: Landing | undefined
  /** It has left the live model. */
  readonly archived: boolean
  /** The automation that began it. */
  readonly by?: BegunBy | undefined
}

export type EndKind = 'all' | 'landed' | 'discarded'

export interface EndFilter {
  readonly text: string
  readonly kind: EndKind
  /** Null for all. */
  readonly project: string | null
}

/** Those of the live model. */
export function liveEnded(model: Model): readonly EndedThread[] {
  const landings = newestLandings(model)
  return [...model.thread.values()]
    .filter(({ state }) => state.kind === 'landed' || state.kind === 'discarded')
    .map((thread) => ({ thread, landing: landings.get(thread.id), archived: false, by: begunBy(model, thread.run) }))
}

/** One that was read back; null where the entries hold no thread. */
export function recalledEnded(entries: readonly StateEntry[]): EndedThread | null {
  let thread: Thread | null = null
  let landing: Landing | undefined
  let by: BegunBy | undefined
  for (const entry of entries) {
    if (entry.aggregate === 'thread') thread = entry.state
    if (entry.aggregate === 'run') by = entry.state.automation
    if (entry.aggregate === 'landing' && (landing === undefined || landing.queuedAt < entry.state.queuedAt)) {
      landing = entry.state
    }
  }
  return thread === null ? null : { thread, landing, archived: true, by }
}

/** Both together, newest first, each thread once: the live one knows more. */
export function mergeEnded(live: readonly EndedThread[], archived: readonly EndedThread[]): readonly EndedThread[] {
  const known = new Set(live.map(({ thread }) => thread.id))
  const others = archived.filter(({ thread }) => !known.has(thread.id))
  return [...live, ...others].sort(
    (one, other) => other.thread.since - one.thread.since || (one.thread.id < other.thread.id ? -1 : 1),
  )
}

export function filterEnded(ended: readonly EndedThread[], { text, kind, project }: EndFilter): readonly EndedThread[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return ended.filter(({ thread, by }) => {
    if (kind !== 'all' && thread.state.kind !== kind) return false
    if (project !== null && thread.project !== project) return false
    const title = `${thread.title} ${by === undefined ? '' : begunWords(by)}`.toLowerCase()
    return words.every((word) => title.includes(word))
  })
}
