import { useMemo } from 'react'
import type { StateEntry } from '../../../shared/contract/channels/model.ts'
import { newestLanding } from '../../../shared/domain/landing/queries.ts'
import type { Landing } from '../../../shared/domain/landing/state.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import type { Place } from '../../../shared/domain/worktree/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { useModel, useRecalled, useThread } from '../../client/model-hooks.ts'

/** The thread that a panel is about, with what belongs to it. */
export interface Subject {
  readonly thread: Thread
  readonly landing: Landing | undefined
  readonly place: Place | null
  /** Of the live model; an archived one is read-only but for what the host may still do with it. */
  readonly live: boolean
}

export type FoundSubject =
  | { readonly kind: 'found'; readonly subject: Subject }
  | { readonly kind: 'loading' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly failure: Failure }

export function useSubject(id: string): FoundSubject {
  const thread = useThread(id)
  const landing = useModel((model) => newestLanding(model, id))
  const place = useModel((model) => model.worktree.get(id)?.place ?? null)
  const { entries, failure } = useRecalled(id)
  return useMemo(() => {
    if (thread !== undefined) return { kind: 'found', subject: { thread, landing, place, live: true } }
    if (failure !== null) return { kind: 'failed', failure }
    if (entries === null) return { kind: 'loading' }
    const subject = recalledSubject(id, entries)
    return subject === null ? { kind: 'missing' } : { kind: 'found', subject }
  }, [id, thread, landing, place, entries, failure])
}

/** The thread `id` among what the host recalled. */
function recalledSubject(id: string, entries: readonly StateEntry[]): Subject | null {
  const threads = entries.flatMap((entry) => (entry.aggregate === 'thread' && entry.id === id ? [entry.state] : []))
  const landings = entries.flatMap((entry) =>
    entry.aggregate === 'landing' && entry.state.thread === id ? [entry.state] : [],
  )
  const worktrees = entries.flatMap((entry) => (entry.aggregate === 'worktree' && entry.id === id ? [entry.state] : []))
  const [thread] = threads
  if (thread === undefined) return null
  const landing = landings.toSorted((one, other) => one.queuedAt - other.queuedAt).at(-1)
  return { thread, landing, place: worktrees[0]?.place ?? null, live: false }
}
