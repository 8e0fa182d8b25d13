import type { Failure } from '../../kernel/failure.ts'
import type { LandingId, PromptId, RequestId, ThreadId } from '../../kernel/ids.ts'
import type { Activity, ParkReason, PermissionRequest, PromptBlock, Usage } from './state.ts'

interface On {
  readonly thread: ThreadId
}

/** Of a report by a live session; one of an older generation changes nothing. */
interface FromSession extends On {
  readonly generation: number
}

export type TurnOutcome =
  | { readonly kind: 'stopped'; readonly stopReason: string }
  | { readonly kind: 'failed'; readonly reason: ParkReason }

export interface ThreadCommands {
  readonly 'thread.prompt': {
    readonly payload: On & {
      readonly prompt: PromptId
      readonly blocks: readonly PromptBlock[]
      /** Id of the new attempt's thread, used when this one has landed. */
      readonly attempt: ThreadId
    }
    /** Tip that a new attempt starts from. */
    readonly facts: { readonly base: { readonly ref: string; readonly commit: string | null } }
  }
  /** Ends the running turn and goes on with this prompt. */
  readonly 'thread.steer': {
    readonly payload: On & { readonly prompt: PromptId; readonly blocks: readonly PromptBlock[] }
  }
  readonly 'thread.answer': {
    readonly payload: On & {
      readonly request: RequestId
      readonly answer: 'allow' | 'allow-always' | 'deny'
      readonly reason?: string | undefined
    }
  }
  /** It goes on now, whatever it was put behind. */
  readonly 'thread.release': { readonly payload: On }
  readonly 'thread.interrupt': { readonly payload: On }
  readonly 'thread.stop': { readonly payload: On }
  readonly 'thread.land': {
    readonly payload: On & {
      readonly landing: LandingId
      readonly into?: string | undefined
      readonly strategy: 'squash'
      readonly message?: string | undefined
    }
  }
  /** Changes one file before it lands. The text itself is kept out of the log: events name it as git does. */
  readonly 'thread.edit': {
    readonly payload: On & {
      readonly path: string
      readonly text: string
      /** What the file held when the edit began, as git names it; null for a new file. */
      readonly replaces: string | null
    }
    /** The text, stored beside the worktree. */
    readonly facts: { readonly blob: string }
  }
  readonly 'thread.discard': { readonly payload: On }
  readonly 'thread.restore': { readonly payload: On }
  readonly 'thread.archive': { readonly payload: On }

  readonly 'session.report-opened': { readonly payload: FromSession & { readonly session: string } }
  readonly 'session.report-closed': { readonly payload: FromSession }
  readonly 'turn.report-started': { readonly payload: FromSession }
  /** The prompt could not be handed over: no session, no worktree. */
  readonly 'turn.withdraw': { readonly payload: FromSession & { readonly failure: Failure } }
  readonly 'turn.report-ended': { readonly payload: FromSession & { readonly outcome: TurnOutcome } }
  readonly 'activity.report': { readonly payload: FromSession & { readonly activity: Omit<Activity, 'since'> } }
  readonly 'usage.report': { readonly payload: FromSession & { readonly usage: Usage } }
  readonly 'permission.ask': {
    readonly payload: FromSession & { readonly request: Omit<PermissionRequest, 'askedAt'> }
  }
  readonly 'permission.expire': { readonly payload: FromSession & { readonly request: RequestId } }
}
