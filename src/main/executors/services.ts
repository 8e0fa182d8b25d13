import type { Result } from '../../shared/kernel/result.ts'
import type { Engine } from '../engine/engine.ts'
import type { Transcripts } from '../engine/transcripts.ts'
import type { AgentCatalogue, AgentFailure, AgentPort, AgentSession } from '../ports/agent.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/ids.ts'

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
}
