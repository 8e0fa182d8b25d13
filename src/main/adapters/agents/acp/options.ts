import type { Clock } from '../../../ports/clock.ts'
import type { ProcessPort } from '../../../ports/process.ts'

export interface AcpDriverOptions {
  readonly processes: ProcessPort
  readonly clock: Clock
  /** Holds the raw protocol lines of each session: two files of at most 2 MB each. */
  readonly journalFolder: string
  /** How long an agent may take to answer `initialize`, and to stay silent while it opens a session. */
  readonly initializeTimeoutMs: number
  /** The host's variables, of which an agent sees only what its launch names. */
  readonly hostEnvironment: Readonly<Record<string, string | undefined>>
  /** Between closing stdin, SIGTERM and SIGKILL; 3000 when absent. */
  readonly terminateGraceMs?: number
  /** Speaks MCP over stdio for agents that can't reach a server by HTTP; they get no tools where it is absent. */
  readonly toolsBridge?: { readonly nodeFile: string; readonly entryFile: string }
  /** What the host calls itself towards agents. */
  readonly version?: string
}
