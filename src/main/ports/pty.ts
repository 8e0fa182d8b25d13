import type { Failure } from '../../shared/kernel/failure.ts'
import type { Result } from '../../shared/kernel/result.ts'

/** How the program in a terminal ended; both are null when it was lost with what kept its terminal. */
export interface PtyEnd {
  readonly code: number | null
  readonly signal: string | null
}

export interface PtyRequest {
  /** Absolute path. */
  readonly file: string
  readonly args: readonly string[]
  /** Absolute path of a folder. */
  readonly cwd: string
  /** Absolute path of a folder that must hold `cwd` when all links are followed; none where absent. */
  readonly within?: string
  /** The whole environment, but for a mark by which what the program starts is found again. */
  readonly env: Readonly<Record<string, string>>
  readonly columns: number
  readonly rows: number
  /** What was printed, in order; never half a character. Bytes that aren't UTF-8 arrive as U+FFFD. */
  onOutput(text: string): void
  /** Called once, after the last output, when nothing that the program started is left. */
  onEnd(end: PtyEnd): void
}

export interface Pty {
  /** Types the text. False: it was not taken, since too much that was typed before still waits. */
  write(text: string): boolean
  resize(columns: number, rows: number): void
  /** Hangs up, and ends everything that was started in the terminal. Resolves when nothing of it is left. */
  close(): Promise<void>
}

export type PtyFailure = Failure<'pty-not-started' | 'pty-lost' | 'pty-closed'>

/** Programs in terminals of their own. Output is read as fast as the host bears, whether or not anybody looks. */
export interface PtyPort {
  open(request: PtyRequest): Promise<Result<Pty, PtyFailure>>
  /** Ends everything that runs in any terminal. */
  close(): Promise<void>
}
