import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'

/** Where an agent's session finds its thread's tools, and what it shows to be let in. */
export interface ToolAccess {
  /** Name of the server for agents. */
  readonly name: string
  /** On loopback, Streamable HTTP. */
  readonly url: string
  /** Bearer token; a secret of this one session. */
  readonly token: string
}

/** Access that can be taken back, and is when the session ends. */
export interface ToolGrant extends ToolAccess {
  revoke(): void
}

export interface ToolDescription {
  readonly name: string
  /** For people. */
  readonly title: string
  /** For the agent: what it does, when to use it, what it answers. */
  readonly description: string
  /** JSON schema of an object. */
  readonly inputSchema: JsonObject
}

export interface ToolCall {
  readonly name: string
  /** As sent: nothing about it was checked. */
  readonly input: unknown
  /** The same for a call that is repeated, and for no other: names what the call does. Safe in an id. */
  readonly key: string
  /** Aborted when nobody waits for the answer any more: the agent gave up, its session ended, or the host ends. */
  readonly signal: AbortSignal
}

export interface ToolAnswer {
  readonly isError: boolean
  /** For the agent: what happened, and after an error what to do. */
  readonly text: string
  /** What is handed over with the answer and does not belong to it, such as messages that waited. */
  readonly beside?: string
}

/** What a thread may do, as it stands; `null` for a tool that is not among what it is offered. */
export interface ToolBench {
  /** One or two sentences for the agent about the tools as a whole. */
  instructions(thread: ThreadId): string
  list(thread: ThreadId): readonly ToolDescription[]
  call(thread: ThreadId, call: ToolCall): Promise<ToolAnswer | null>
}

/** Serves a bench to the agents of this machine, each its own thread's part. */
export interface ToolServer {
  /** Lets one session of the thread in, until it is revoked or the server closes. */
  grant(thread: ThreadId): ToolGrant
  close(): Promise<void>
}
