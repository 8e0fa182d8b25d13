import type {
  ClusterId,
  LandingId,
  NegotiationId,
  OutboundId,
  RequestId,
  RunId,
  TaskId,
  ThreadId,
} from '../../kernel/ids.ts'
import { landsByItself } from '../landing/by-itself.ts'
import { newestLandings } from '../landing/queries.ts'
import type { Landing } from '../landing/state.ts'
import type { Model } from '../model.ts'
import { isRecovering } from '../recovery/queries.ts'
import type { Run } from '../run/state.ts'
import type { Thread } from '../thread/state.ts'
import { type Unanswered, unanswered } from './unanswered.ts'

/** One thing that only a person can settle. */
export type Attention = ThreadAttention | RunAttention

interface Since {
  readonly run: RunId
  /** When it began to wait, milliseconds since the epoch. */
  readonly since: number
}

/** About a thread. */
export type ThreadAttention = ThreadWaiting & Since & { readonly thread: ThreadId }

/** About a run as a whole, or a task that no thread works on. */
export type RunAttention = RunWaiting & Since & { readonly thread: null }

type RunWaiting =
  /** A plan waits to be approved. */
  | { readonly kind: 'plan' }
  /** A budget is spent: the run is paused. */
  | { readonly kind: 'run-paused' }
  /** An exchange has used what it may, nothing was agreed, and nothing can be forced. */
  | { readonly kind: 'negotiation'; readonly negotiation: NegotiationId }
  /** Threads would get into each other's way: they could be a team. */
  | { readonly kind: 'team-proposed'; readonly cluster: ClusterId }
  /** A thread proposed a task. */
  | { readonly kind: 'proposed'; readonly task: TaskId }

type ThreadWaiting =
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
  /** Something is to be written outside this machine, or could not be. */
  | { readonly kind: 'outbound'; readonly outbound: OutboundId }
  /** A question to another thread stayed unanswered. */
  | Pick<Unanswered, 'kind' | 'message' | 'to'>

const ranks: Readonly<Record<Attention['kind'], number>> = {
  permission: 0,
  parked: 1,
  'run-paused': 1,
  plan: 1,
  negotiation: 1,
  outbound: 1,
  'landing-refused': 2,
  'undo-refused': 2,
  review: 3,
  proposed: 3,
  'team-proposed': 3,
  unanswered: 3,
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
  const others = [ofRuns, ofNegotiations, ofTeams, ofOutbounds, unanswered].flatMap((of) => of(model))
  return [...items, ...others].sort(
    (one, other) => ranks[one.kind] - ranks[other.kind] || one.since - other.since || nameOf(one, other),
  )
}

function nameOf(one: Attention, other: Attention): number {
  return (one.thread ?? one.run).localeCompare(other.thread ?? other.run)
}

function ofRuns(model: Model): readonly Attention[] {
  const plans = [...model.run.values()].flatMap((run): readonly Attention[] => {
    const { plan } = run
    const about = { run: run.id, thread: null, since: plan?.since ?? run.createdAt } as const
    if (plan?.state.kind === 'draft') return [{ kind: 'plan', ...about }]
    return isSpent(run) ? [{ kind: 'run-paused', ...about }] : []
  })
  const proposed = [...model.task.values()].flatMap(({ id, run, since, state }): readonly Attention[] => {
    if (state.kind !== 'proposed' || model.run.get(run)?.plan?.state.kind === 'draft') return []
    return [{ kind: 'proposed', task: id, run, thread: null, since }]
  })
  return [...plans, ...proposed]
}

function ofNegotiations(model: Model): readonly Attention[] {
  return [...model.negotiation.values()].flatMap(({ id, parties, state }): readonly Attention[] => {
    const run = model.thread.get(parties[0] ?? '')?.run
    if (state.kind !== 'asking' || run === undefined) return []
    return [{ kind: 'negotiation', negotiation: id, run, thread: null, since: state.since }]
  })
}

function ofTeams(model: Model): readonly Attention[] {
  return [...model.cluster.values()].flatMap(({ id, members, since, state }): readonly Attention[] => {
    const run = members[0]?.run
    if (state.kind !== 'proposed' || run === undefined) return []
    return [{ kind: 'team-proposed', cluster: id, run, thread: null, since }]
  })
}

/** Written by nobody until a person says yes; of one that failed, whether it is tried again. */
function ofOutbounds(model: Model): readonly Attention[] {
  return [...model.outbound.values()].flatMap(({ id, run, since, state, thread }): readonly Attention[] => {
    if (state.kind !== 'staged' && state.kind !== 'failed') return []
    return [{ kind: 'outbound', outbound: id, run, thread, since }]
  })
}

function isSpent(run: Run | undefined): boolean {
  const state = run?.plan?.state
  return state?.kind === 'paused' && state.by === 'budget'
}

/** At rest, and no person's concern: it was replaced, the host goes on with it, or somebody else asked for its view. */
function waitsForNobody(model: Model, thread: Thread): boolean {
  const { role, state } = thread
  if (state.kind === 'parked') {
    if (state.reason.code === 'superseded' || isRecovering(model, thread.id)) return true
    // The run that is paused stands for all of its threads.
    if (state.reason.code === 'budget' && isSpent(model.run.get(thread.run))) return true
    return role === 'verifier' || role === 'judge' || role === 'arbiter'
  }
  return state.kind === 'ready' && (role !== undefined || landsByItself(model, thread))
}

function ofThread(thread: Thread, landing: Landing | undefined): readonly Attention[] {
  const about = { thread: thread.id, run: thread.run }
  switch (thread.state.kind) {
    case 'needs-you':
      return thread.requests.map((request) => ({
        kind: 'permission',
        ...about,
        request: request.id,
        since: request.askedAt,
      }))
    case 'parked': {
      const { options } = thread.state.reason
      return [{ kind: 'parked', ...about, since: thread.since, ...(options === undefined ? {} : { options }) }]
    }
    case 'ready':
      return [atRest(thread, landing)]
    case 'landed':
      return landing === undefined || landing.undoRefused === null
        ? []
        : [{ kind: 'undo-refused', ...about, landing: landing.id, since: thread.since }]
    default:
      return []
  }
}

function atRest(thread: Thread, landing: Landing | undefined): Attention {
  const { id, run, since, checkpoint } = thread
  // A prompt after the refusal queued the thread again: what is there now was never refused.
  const refused = landing?.state.kind === 'refused' && landing.queuedAt > thread.queuedAt
  if (refused) return { kind: 'landing-refused', thread: id, run, landing: landing.id, since }
  if (checkpoint === null || checkpoint.files === 0) return { kind: 'unchanged', thread: id, run, since }
  return { kind: 'review', thread: id, run, since }
}
