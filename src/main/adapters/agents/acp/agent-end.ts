import type { ExitStatus } from '../../../ports/process.ts'

/** How a process ended; `broken` says why its output could not be read on. */
export interface AgentEnd {
  readonly status: ExitStatus
  readonly broken: string | null
  readonly stderr: string
}
