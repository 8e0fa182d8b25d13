import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { Engine } from '../engine/engine.ts'
import type { Transcripts } from '../engine/transcripts.ts'
import type { AgentCatalogue, AgentFailure, AgentPort, AgentSession } from '../ports/agent.ts'
import type { Clock } from '../ports/clock.ts'
import type { FolderChanges } from '../ports/folder-changes.ts'
import type { IdSource } from '../ports/ids.ts'
import type { ProcessMeter } from '../ports/process.ts'
import type { ToolGrant } from '../ports/tools.ts'

export interface ExecutorServices {
  readonly engine: Engine
  readonly transcripts: Transcripts
  readonly agents: AgentPort
  readonly catalogue: AgentCatalogue
  readonly clock: Clock
  readonly ids: IdSource
  /** Told how opening a session of an agent (by its catalogue id) went, so that its choices can be remembered. */
  readonly opened: (agent: string, session: Result<AgentSession, AgentFailure>) => void
  /** Sessions without a turn that may stay open, so that the next prompt starts at once. */
  readonly idleLimit: number
  /** How long an agent that was asked to stop may take before its process is ended, in milliseconds. */
  readonly interruptMs: number
  /** By what an agent that says nothing is looked at; absent where nobody looks. */
  readonly senses?: Senses
  /** The host's own tools for one session of a thread, taken back when it ends; absent or null where there are none. */
  readonly toolsFor?: (thread: ThreadId) => ToolGrant | null
  /** Names which of those tools a thread is offered now: another name for another set. */
  readonly toolSetOf?: (thread: ThreadId) => string
  /** Whether the host works on a call of the thread's tools: whoever waits for the host is not still by itself. */
  readonly callsHost?: (thread: ThreadId) => boolean
}

export interface Senses {
  readonly processes: ProcessMeter
  readonly changes: FolderChanges
  /** How long any agent may be still, milliseconds, whatever its catalogue entry says; null leaves it to that. */
  readonly patienceMs: number | null
}
