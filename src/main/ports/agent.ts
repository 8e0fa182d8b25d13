import type { ModelPrice, PriceTable } from '../../shared/domain/run/prices.ts'
import type { PermissionOption, PromptBlock, PromptOrigin } from '../../shared/domain/thread/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { AgentUpdate } from '../../shared/transcript/update.ts'
import type { ProcessIdentity } from './process.ts'
import type { ToolAccess } from './tools.ts'

/** How to launch an agent and what to expect of it; data from the catalogue, never code per agent. */
export interface AgentLaunch {
  /** Catalogue id, or `custom` for a command line given by the user. */
  readonly id: string
  readonly file: string
  readonly args: readonly string[]
  /** Names of the host's variables that this agent may see, beside the few that every process needs. */
  readonly passEnvironment: readonly string[]
  readonly setEnvironment: Readonly<Record<string, string>>
  /** Mode to select after the session is open, so that the agent asks the person. */
  readonly mode?: string
  /** What makes it ask about as much as it can; absent where that isn't known. */
  readonly asking?: Asking
  readonly model?: string
  /** False where resuming is known not to work; a new session then starts with the conversation's facts. */
  readonly resumable: boolean
  /** How long it may be still while it waits for its model, milliseconds; absent where nothing is known of it. */
  readonly quietMs?: number
  /** Sent as `_meta` of every `session/new` and `session/load`. */
  readonly sessionMeta?: Readonly<Record<string, unknown>>
}

export interface Asking {
  readonly mode?: string
  readonly environment?: Readonly<Record<string, string>>
}

export interface SessionRequest {
  readonly launch: AgentLaunch
  /** The worktree, also the agent's working directory unless `below` names one in it. */
  readonly folder: string
  /** Folder of the project in the worktree, separated by slashes. */
  readonly below?: string
  /** Names the session's processes for reaping and its raw protocol log. */
  readonly owner: string
  /** The agent's own session id from an earlier process, to continue it. */
  readonly resume?: string
  readonly environment: Readonly<Record<string, string>>
  /** The host's own tools for this session, offered as an MCP server; of an earlier session they are not there. */
  readonly tools?: ToolAccess | null
  /** Gives up opening: the process is ended and `open` fails with agent-died. */
  readonly abandoned?: AbortSignal
}

export interface PermissionAsk {
  readonly toolCall: string | null
  readonly title: string
  /** Exact text of the command, path or content the agent wants allowed, as it sent it. */
  readonly detail: string
  readonly kind: string
  /** As in a `PermissionRequest`: only what is known to be all of it. */
  readonly command?: string
  readonly paths?: readonly string[]
  readonly options: readonly PermissionOption[]
}

export type PermissionAnswer =
  | { readonly kind: 'selected'; readonly option: string; readonly reason?: string }
  | { readonly kind: 'cancelled' }

export type TurnEnd =
  | { readonly kind: 'stopped'; readonly stopReason: string; readonly usage?: TurnUsage }
  /** The agent answered the prompt with a protocol error, classified by its data and never by its text. */
  | {
      readonly kind: 'failed'
      readonly class: 'rate-limit' | 'auth' | 'overloaded' | 'context-overflow' | 'refusal' | 'error'
      readonly message: string
      readonly retryAfterMs?: number
    }
  | { readonly kind: 'died'; readonly message: string }

/** What the agent is told about a turn beside its text. */
export interface TurnIntent {
  /** Stands for the prompt as a whole; each block carries its own as well. */
  readonly origin: PromptOrigin
  /** Counts from 1 per thread; a turn sent again keeps its number. */
  readonly number: number
}

export interface TurnUsage {
  readonly inputTokens?: number
  readonly outputTokens?: number
  readonly totalTokens?: number
}

/** Where a live session reports to. Calls come in protocol order, one at a time. */
export interface SessionSink {
  update(update: AgentUpdate): void
  /** Null while more updates may come; else whoever reads the agent's output waits for it before reading on. */
  room?(): Promise<void> | null
  /**
   * Asks a person; resolves when answered, or `cancelled` when the turn or session ends. `withdrawn`
   * aborts when the agent takes its request back.
   */
  permission(ask: PermissionAsk, withdrawn: AbortSignal): Promise<PermissionAnswer>
  /** The process ended; `expected` after close(). `stderr` is its last lines. */
  exited(exit: {
    readonly expected: boolean
    readonly code: number | null
    readonly signal: string | null
    readonly stderr: string
  }): void
}

export interface AgentSession {
  /** The agent's own id, used to resume. */
  readonly session: string
  readonly process: ProcessIdentity
  /** True when the agent replayed or kept the earlier conversation. */
  readonly resumed: boolean
  readonly modes: readonly AgentChoice[]
  readonly models: readonly AgentChoice[]
  /** Hands the prompt over and resolves when the turn ends, after all its updates. One turn at a time. */
  prompt(blocks: readonly PromptBlock[], turn: TurnIntent): Promise<TurnEnd>
  /** Asks the running turn to stop; open permissions must be answered `cancelled` by the sink. */
  cancel(): Promise<void>
  setMode(mode: string): Promise<Result<void, AgentFailure>>
  setModel(model: string): Promise<Result<void, AgentFailure>>
  /** Milliseconds of the monotonic clock at which the last protocol message arrived. */
  lastMessageAt(): number
  /** Ends the session and every process it started. */
  close(): Promise<void>
}

export interface AgentChoice {
  readonly id: string
  readonly name: string
}

export type AgentFailure = Failure<
  | 'agent-not-found'
  | 'agent-spawn-failed'
  | 'agent-initialize-timeout'
  | 'agent-initialize-failed'
  | 'agent-session-failed'
  | 'agent-sign-in-needed'
  | 'agent-died'
  | 'agent-unsupported'
>

/** Drives one kind of protocol (ACP first). */
export interface AgentPort {
  open(request: SessionRequest, sink: SessionSink): Promise<Result<AgentSession, AgentFailure>>
}

export interface AgentListing {
  readonly id: string
  readonly name: string
  /** One plain sentence for the person who chooses. */
  readonly description: string
  /** The person's own come from the settings, by a command line. */
  readonly origin: 'catalogue' | 'custom'
  /** The command line of one of the person's own, else null. */
  readonly command: string | null
  /** Whether a conversation can be taken up again once its process has ended. */
  readonly resumable: boolean
  /** What a dispatch gets that names none; null leaves it to the agent. */
  readonly mode: string | null
  readonly model: string | null
  /** Whose models it asks; null where that isn't known. */
  readonly provider: string | null
  /** It asks no model: it costs nothing and needs no network. */
  readonly offline: boolean
  /** Of the model above; null where that or its price isn't known, so that only tokens can be told. */
  readonly price: (ModelPrice & Pick<PriceTable, 'asOf'>) | null
  readonly state:
    | { readonly kind: 'ready'; readonly path: string; readonly version: string | null }
    /** `install`: the command that installs it, or what to do where there is none. */
    | { readonly kind: 'missing'; readonly install: string }
}

export type AgentSelector =
  | { readonly kind: 'catalogue'; readonly id: string; readonly mode?: string; readonly model?: string }
  | { readonly kind: 'command'; readonly command: string; readonly mode?: string; readonly model?: string }

/** What can be launched on this machine. */
export interface AgentCatalogue {
  /** Looks for programs anew each time; versions are remembered as long as a file is the same, unless refreshed. */
  list(how?: { readonly refresh: boolean }): Promise<readonly AgentListing[]>
  /** What a selector names neither of takes mode and model from the settings, else from the catalogue. */
  resolve(selector: AgentSelector): Promise<Result<AgentLaunch, AgentFailure>>
}
