import type { LandingId, RequestId, ThreadId } from '../../kernel/ids.ts'
import { landsByItself } from '../landing/by-itself.ts'
import { newestLandings } from '../landing/queries.ts'
import type { Landing } from '../landing/state.ts'
import type { Model } from '../model.ts'
import { isRecovering } from '../recovery/queries.ts'
import type { Thread } from '../thread/state.ts'

/** One thing that only a person can settle. */
export type Attention = Waiting & {
  readonly thread: ThreadId
  /** When it began to wait, milliseconds since the epoch. */
  readonly since: number
}

type Waiting =
  | { readonly kind: 'permission'; readonly request: RequestId }
  | {
      readonly kind: 'parked'
      /** What recovery, which has nothing more to do, lays out; absent where it did nothing. */
      readonly options?: readonly string[]
    }
  /** A landing, or the undo of one, was refused; the work is as it was. */
  | { readonly kind: 'landing-refused'; readonly landing: LandingId }
  | { readonly kind: 'undo-refused'; readonly landing: LandingId }
  | { readonly kind: 'review' }
  /** The agent ended its turn without changing anything. */
  | { readonly kind: 'unchanged' }

const ranks: Readonly<Record<Attention['kind'], number>> = {
  permission: 0,
  parked: 1,
  'landing-refused': 2,
  'undo-refused': 2,
  review: 3,
  unchanged: 4,
}

/**
 * Everything that waits for a person, ranked: what holds up an agent, then what went wrong, then what is finished;
 * the longest wait first among equals.
 */
export function attentionOf(model: Model): readonly Attention[] {
  const landings = newestLandings(model)
  const items = [...model.thread.values()].flatMap((thread) => {
    return waitsForNobody(model, thread) ? [] : ofThread(thread, landings.get(thread.id))
  })
  return items.sort(
    (one, other) =>
      ranks[one.kind] - ranks[other.kind] || one.since - other.since || one.thread.localeCompare(other.thread),
  )
}

/** At rest, and no person's concern: it was replaced, the host goes on with it, or somebody else asked for its view. */
function waitsForNobody(model: Model, thread: Thread): boolean {
  const { role, state } = thread
  if (state.kind === 'parked') {
    if (state.reason.code === 'superseded' || isRecovering(model, thread.id)) return true
    return role === 'verifier' || role === 'judge'
  }
  return state.kind === 'ready' && (role !== undefined || landsByItself(model, thread))
}

function ofThread(thread: Thread, landing: Landing | undefined): readonly Attention[] {
  switch (thread.state.kind) {
    case 'needs-you':
      return thread.requests.map((request) => ({
        kind: 'permission',
        thread: thread.id,
        request: request.id,
        since: request.askedAt,
      }))
    case 'parked': {
      const { options } = thread.state.reason
      return [{ kind: 'parked', thread: thread.id, since: thread.since, ...(options === undefined ? {} : { options }) }]
    }
    case 'ready':
      return [atRest(thread, landing)]
    case 'landed':
      return landing === undefined || landing.undoRefused === null
        ? []
        : [{ kind: 'undo-refused', thread: thread.id, landing: landing.id, since: thread.since }]
    default:
      return []
  }
}

function atRest(thread: Thread, landing: Landing | undefined): Attention {
  const { id, since, checkpoint } = thread
  // A prompt after the refusal queued the thread again: what is there now was never refused.
  const refused = landing?.state.kind === 'refused' && landing.queuedAt > thread.queuedAt
  if (refused) return { kind: 'landing-refused', thread: id, landing: landing.id, since }
  if (checkpoint === null || checkpoint.files === 0) return { kind: 'unchanged', thread: id, since }
  return { kind: 'review', thread: id, since }
}
