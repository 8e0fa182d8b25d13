import type { TerminalInfo } from '../../shared/contract/channels/terminal.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { Result } from '../../shared/kernel/result.ts'

/** What one terminal printed; offsets count UTF-16 code units since it was opened. */
export interface TerminalOutput {
  /** The first that is kept. */
  readonly start: number
  readonly end: number
  readonly ended: { readonly code: number | null; readonly signal: string | null } | null
  /** About `most` of what begins at `from`; never half a character. */
  read(from: number, most: number): string
  subscribe(listener: () => void): () => void
}

export interface TerminalServices {
  list(thread: ThreadId): readonly TerminalInfo[]
  open(request: {
    readonly terminal: string
    readonly thread: ThreadId
    readonly columns: number
    readonly rows: number
  }): Promise<Result<TerminalInfo, Failure>>
  write(terminal: string, text: string): Result<void, Failure>
  resize(terminal: string, columns: number, rows: number): Result<void, Failure>
  close(terminal: string): Promise<void>
  follow(terminal: string): Result<TerminalOutput, Failure>
}
