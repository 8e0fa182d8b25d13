import { type } from '@orpc/contract'
import { z } from 'zod'
import type { ThreadId } from '../../kernel/ids.ts'
import { procedure } from '../define.ts'
import { idOf, sequence } from '../envelope.ts'

const terminal = idOf<string>()
const size = { columns: z.number().int().min(2).max(1000), rows: z.number().int().min(1).max(1000) }

export interface TerminalInfo {
  readonly terminal: string
  readonly thread: string
  /** The shell's name, for a tab. */
  readonly title: string
  readonly state:
    | { readonly kind: 'running' }
    | { readonly kind: 'ended'; readonly code: number | null; readonly signal: string | null }
}

export type TerminalBatch =
  /** `offset` is the position of the first character of `text` in everything the terminal ever printed. */
  | { readonly kind: 'output'; readonly offset: number; readonly text: string }
  /** What was printed before `offset` is no longer kept. */
  | { readonly kind: 'lost'; readonly offset: number }
  | { readonly kind: 'ended'; readonly code: number | null; readonly signal: string | null }

export const terminalChannel = {
  list: procedure.input(z.object({ thread: idOf<ThreadId>() })).output(type<readonly TerminalInfo[]>()),
  /** A shell in the thread's worktree. The client mints the id; opening it again answers with the one that is there. */
  open: procedure.input(z.object({ thread: idOf<ThreadId>(), terminal, ...size })).output(type<TerminalInfo>()),
  write: procedure.input(z.object({ terminal, text: z.string().max(1_000_000) })).output(type<void>()),
  resize: procedure.input(z.object({ terminal, ...size })).output(type<void>()),
  /** Ends the shell and everything started in it, and forgets the terminal. */
  close: procedure.input(z.object({ terminal })).output(type<void>()),
  /** What the terminal printed after `after` characters, and what it prints from now on. */
  watch: procedure
    .input(z.object({ terminal, after: sequence }))
    .output(type<AsyncIteratorObject<TerminalBatch, void>>()),
}
