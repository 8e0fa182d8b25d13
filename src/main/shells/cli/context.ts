import type { Output } from '../answers/output.ts'
import type { Place } from '../attach/host-access.ts'

/** What every command has at hand. */
export interface CliContext {
  readonly place: Place
  readonly output: Output
  readonly cwd: string
  /** For a command that ends in order when it is told to; unless it takes this, a signal ends the process at once. */
  takeSignals(): AbortSignal
}

/** Common options of every command, read where the command runs. */
export interface CommonOptions {
  readonly data?: string
  readonly json?: boolean
}

export type OpenContext = (options: CommonOptions) => CliContext
