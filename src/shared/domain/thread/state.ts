import type { Failure } from '../../kernel/failure.ts'
import type { LandingId, ProjectId, PromptId, RequestId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'

/** Who put a text before the agent. Only `person` and `plan` may be instructions to the scripted agent. */
export type PromptOrigin = 'person' | 'plan' | 'host' | 'peer' | 'event'

export type PromptBlock =
  | { readonly kind: 'text'; readonly text: string; readonly origin: PromptOrigin }
  | { readonly kind: 'image'; readonly mimeType: string; readonly data: string; readonly origin: PromptOrigin }

/** A prompt that waits in a thread or is in its turn; what it says is an instance of its own. */
export interface PromptRef {
  readonly id: PromptId
  /** Set when the turn was lost with its host and is sent again: its number and how often it was sent. */
  readonly again?: { readonly turn: number; readonly sends: number }
  /** Set while a turn comes to its end for this prompt's sake, until its own begins: it goes first, in the same slot. */
  readonly steers?: true
}

export type PermissionOptionKind = 'allow-once' | 'allow-always' | 'deny-once' | 'deny-always'

export interface PermissionOption {
  readonly id: string
  readonly kind: PermissionOptionKind
  readonly name: string
}

export interface PermissionRequest {
  readonly id: RequestId
  readonly title: string
  /** Exact text of what would be allowed. */
  readonly detail: string
  readonly kind: string
  readonly toolCall: string | null
  /** The whole command, where it asks for one and nothing else belongs to it that could change its meaning. */
  readonly command?: string
  /** All paths that it names, as the agent wrote them; absent where they may not be all. */
  readonly paths?: readonly string[]
  readonly options: readonly PermissionOption[]
  readonly askedAt: number
}

export type AgentChoice =
  | { readonly kind: 'catalogue'; readonly id: string; readonly mode?: string; readonly model?: string }
  | { readonly kind: 'command'; readonly command: string; readonly mode?: string; readonly model?: string }

export type ActivityKind = 'starting' | 'thinking' | 'reading' | 'editing' | 'running' | 'writing'

export interface Activity {
  readonly kind: ActivityKind
  /** One short line: a path, a command, a tool's title. */
  readonly detail: string
  readonly since: number
  /** Set while nothing has been heard from the agent for minutes: when it was last heard. It may hang, or be at long work. */
  readonly silentSince?: number
}

export interface Turn {
  /** Counts from 1 per thread; a turn sent again keeps its number. */
  readonly number: number
  readonly prompt: PromptRef
  readonly phase: 'sending' | 'running' | 'cancelling'
  readonly startedAt: number
  readonly sends: number
  /** Milliseconds in which it waited for a person, waits that are over. */
  readonly waitedMs?: number
  /** Set while the host ends it: what the thread is parked with at its end. A person's own interruption sets none. */
  readonly stopping?: ParkReason
}

export type ParkCode =
  | 'interrupted'
  | 'crash'
  | 'setup'
  | 'agent'
  | 'rate-limit'
  | 'auth'
  | 'overloaded'
  | 'context-overflow'
  | 'refusal'
  | 'error'
  | 'checkpoint'
  | 'discard-failed'
  | 'restored'
  | 'hang'
  | 'loop'
  | 'gate-failed'
  | 'refuted'
  | 'conflict'
  | 'dependency'
  | 'budget'
  | 'unchanged'
  | 'changed-files'
  | 'superseded'
  | 'frozen'

export interface ParkReason {
  readonly code: ParkCode
  /** What happened and what was kept, for the person. */
  readonly message: string
  readonly remedy: string
  /** For rate limits: when the agent said to try again, milliseconds since the epoch. */
  readonly retryAt?: number
  /** Set where recovery has nothing more to do: what a person may do now. */
  readonly options?: readonly string[]
  /** Set where its run was stopped: resuming that takes the thread up again. */
  readonly until?: 'resume'
}

export type RestState = { readonly kind: 'ready' } | { readonly kind: 'parked'; readonly reason: ParkReason }

export type ThreadState =
  | { readonly kind: 'queued' }
  | { readonly kind: 'preparing' }
  | { readonly kind: 'running' }
  | { readonly kind: 'needs-you' }
  /** The turn is over; the worktree is being saved, then checked where its effort asks for it. */
  | {
      readonly kind: 'verifying'
      readonly rest: RestState
      /** What led here, where it wasn't a turn's end. */
      readonly after?: 'edit'
      /** Saved, and its verification is under way. */
      readonly checking?: true
    }
  | { readonly kind: 'ready' }
  | { readonly kind: 'landing'; readonly landing: LandingId }
  | { readonly kind: 'landed'; readonly landing: LandingId; readonly commit: string }
  | { readonly kind: 'parked'; readonly reason: ParkReason }
  | { readonly kind: 'discarded'; readonly from: RestState; readonly trash: 'moving' | 'kept' | 'restoring' | 'none' }

/** Something in the worktree that no checkpoint stores, and that doesn't land. */
export interface LeftOut {
  readonly path: string
  /** Of a folder: of what it holds, or a lower bound. */
  readonly bytes: number
  readonly reason: 'nested-repository' | 'too-large' | 'not-storable'
}

export interface CheckpointFacts {
  readonly commit: string
  readonly tree: string
  readonly files: number
  readonly additions: number
  readonly deletions: number
  readonly at: number
  /** How many paths are not stored in it (nested repositories, very large files, ignored ones). */
  readonly omitted: number
  /** Those that a person might expect in it, ignored ones not among them; the first few. */
  readonly leftOut?: readonly LeftOut[]
}

/** The last change of a person's to a file of the thread, since its last turn. */
export interface ThreadEdit {
  readonly path: string
  /** The text, as git names it. */
  readonly blob: string
  /** Why the file was left as it is; the text is kept under its name. */
  readonly refused: Failure | null
}

export interface SessionFacts {
  /** Grows with every process started for the thread; anything older is retired. */
  readonly generation: number
  /** The agent's own id, for resuming. */
  readonly session: string | null
  readonly live: boolean
}

/** What turns have cost. Tokens: how much the conversation grew. Cost: US dollars, null where no agent told. */
export interface TurnCost {
  readonly tokens: number
  readonly cost: number | null
  /** Milliseconds at work: waits for a person are not counted. */
  readonly workMs: number
}

/** What a thread has cost, as far as its agent told. */
export interface Spending extends Omit<TurnCost, 'workMs'> {
  /** The part of it that was added up at the ends of turns. */
  readonly settled: Omit<TurnCost, 'workMs'>
  /** What was added up at the last of them. */
  readonly last: TurnCost
}

export interface Usage {
  readonly used: number
  readonly size: number
  readonly cost: number | null
}

/** What a thread is there for; all but `work` only read: what they ask to write is denied, and a changed tree voids the turn. */
export type ThreadRole = 'work' | 'planner' | 'verifier' | 'judge' | 'arbiter'

/** Why a thread waits until another one has landed. */
export interface Behind {
  readonly thread: ThreadId
  readonly because: string
}

export interface Thread {
  readonly id: ThreadId
  /** Absent: it works on a task. */
  readonly role?: Exclude<ThreadRole, 'work'>
  /** Of a verifier or judge: the thread it looks at. */
  readonly about?: ThreadId
  /** Started from the work of these threads, which has not landed yet: it can't land before they do. */
  readonly stackedOn?: readonly ThreadId[]
  /** Higher gets a slot first; 0 where absent. */
  readonly priority?: number
  /** Milliseconds in turns that are over. */
  readonly workMs?: number
  /** Set while its turn is broken off, by a freeze or for another thread's sake: the prompt waits for what comes after. */
  readonly freezing?: true
  /** It gets no slot before that thread has landed, or nothing more is to come of it. */
  readonly behind?: Behind
  readonly run: RunId
  readonly task: TaskId
  readonly project: ProjectId
  readonly title: string
  readonly agent: AgentChoice
  readonly base: { readonly ref: string; readonly commit: string | null }
  /** Local branch it lands on unless another is named. */
  readonly into: string | null
  readonly state: ThreadState
  /** Waiting prompts, oldest first. */
  readonly prompts: readonly PromptRef[]
  readonly turn: Turn | null
  readonly turns: number
  /** Set when a person discarded it during a turn: the end of the turn discards it. */
  readonly discarding: boolean
  readonly requests: readonly PermissionRequest[]
  readonly session: SessionFacts
  readonly activity: Activity | null
  readonly checkpoint: CheckpointFacts | null
  /**
   * What the last turn that ended had started from: the checkpoint before it, else the base (null where that is
   * unborn). Saving again without a turn, as a landing or an edit does, leaves it. Absent before the first end.
   */
  readonly turnFrom?: string | null
  readonly edit?: ThreadEdit
  readonly usage: Usage | null
  /** Absent before the first report, and on threads of earlier versions until their next one. */
  readonly spending?: Spending
  /** Things worth knowing that change nothing: submodules left empty, an identity that was filled in. */
  readonly notices: readonly string[]
  readonly createdAt: number
  /** When the present state began. */
  readonly since: number
  /** Sequence of the event that queued it, for a fair order. */
  readonly queuedAt: number
  readonly archived: boolean
}
