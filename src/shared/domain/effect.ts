import type { FiringId, LandingId, NegotiationId, OutboundId, RequestId, TaskId, ThreadId } from '../kernel/ids.ts'
import type { ThenStep } from './automation/definition.ts'

interface OfThread {
  readonly thread: ThreadId
}

interface OfLanding {
  readonly landing: LandingId
}

/** What the host is asked to do, as data. The reactor of that kind does it and reports back with commands. */
export interface Effects {
  readonly 'worktree.create': OfThread
  readonly 'worktree.checkpoint': OfThread
  readonly 'worktree.edit': OfThread & {
    readonly path: string
    readonly blob: string
    readonly replaces: string | null
  }
  readonly 'worktree.trash': OfThread
  readonly 'worktree.restore': OfThread
  readonly 'session.prompt': OfThread & { readonly generation: number }
  readonly 'session.answer': OfThread & {
    readonly request: RequestId
    readonly option: string | null
    readonly reason: string | null
  }
  readonly 'session.interrupt': OfThread & { readonly generation: number; readonly how: 'interrupt' | 'stop' }
  readonly 'session.close': OfThread
  readonly 'terminals.close': OfThread
  readonly 'landing.merge': OfLanding & OfThread
  readonly 'landing.follow': OfLanding & OfThread
  readonly 'landing.undo': OfLanding & OfThread
  readonly 'landing.undo-follow': OfLanding & OfThread
  /** Runs a landing's gates on the tree it would make, which is another than the proven one. */
  readonly 'landing.prove': OfLanding & OfThread
  /** Runs the gates of a thread's verification, in its worktree. */
  readonly 'gates.run': OfThread & { readonly round: number }
  readonly 'gates.cancel': OfThread & { readonly round: number }
  /** Finds out what an attempt starts from and what it is told, and begins it. */
  readonly 'task.start': { readonly task: TaskId; readonly attempt: number }
  /** Lands a thread as a person would. */
  readonly 'task.land': OfThread
  /** Starts a read-only thread that says how an exchange ends whose parties could not agree. */
  readonly 'negotiation.arbitrate': { readonly negotiation: NegotiationId }
  /** Claims its key, renders its brief and dispatches it. */
  readonly 'firing.dispatch': { readonly firing: FiringId }
  /** Begins a step of what its automation wanted done when it came to rest, whatever its file says since. */
  readonly 'firing.then': { readonly firing: FiringId; readonly step: ThenStep }
  /** Writes outside this machine what was allowed, once. */
  readonly 'outbound.send': { readonly outbound: OutboundId }
  /** Brings the host's own line of a comment that was posted up to date. */
  readonly 'outbound.progress': { readonly outbound: OutboundId; readonly line: string }
  /** Starts a read-only thread that tries to refute another's work. */
  readonly 'task.verify': OfThread & { readonly round: number }
}

export type EffectKind = keyof Effects

export type Effect = {
  [Kind in EffectKind]: {
    readonly kind: Kind
    /** Effects of one lane run one at a time, in order. */
    readonly lane: string
    /** Runs at once, beside what its lane is doing. */
    readonly interrupting: boolean
    readonly payload: Effects[Kind]
  }
}[EffectKind]

export function onThread<Kind extends EffectKind>(kind: Kind, payload: Effects[Kind] & OfThread): Effect {
  return { kind, lane: payload.thread, interrupting: false, payload } as Effect
}

export function onTask<Kind extends EffectKind>(
  kind: Kind,
  payload: Effects[Kind] & { readonly task: TaskId },
): Effect {
  return { kind, lane: payload.task, interrupting: false, payload } as Effect
}

export function interrupting<Kind extends EffectKind>(kind: Kind, payload: Effects[Kind] & OfThread): Effect {
  return { kind, lane: payload.thread, interrupting: true, payload } as Effect
}

export function onNegotiation(negotiation: NegotiationId): Effect {
  return { kind: 'negotiation.arbitrate', lane: negotiation, interrupting: false, payload: { negotiation } }
}

export function onFiring<Kind extends 'firing.dispatch' | 'firing.then'>(kind: Kind, payload: Effects[Kind]): Effect {
  return { kind, lane: payload.firing, interrupting: false, payload } as Effect
}

/** Beside nothing of the same comment. */
export function onProgress(outbound: OutboundId, line: string): Effect {
  return { kind: 'outbound.progress', lane: outbound, interrupting: false, payload: { outbound, line } }
}

export function onOutbound(outbound: OutboundId): Effect {
  return { kind: 'outbound.send', lane: outbound, interrupting: false, payload: { outbound } }
}
