import type { LandingId, RequestId, ThreadId } from '../kernel/ids.ts'

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

export function interrupting<Kind extends EffectKind>(kind: Kind, payload: Effects[Kind] & OfThread): Effect {
  return { kind, lane: payload.thread, interrupting: true, payload } as Effect
}
