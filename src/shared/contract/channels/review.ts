import { type } from '@orpc/contract'
import { z } from 'zod'
import type { ThreadId } from '../../kernel/ids.ts'
import { procedure } from '../define.ts'
import { idOf } from '../envelope.ts'

export interface ChangedFile {
  readonly path: string
  readonly previousPath: string | null
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed' | 'copied' | 'type-changed'
  readonly binary: boolean
  readonly additions: number
  readonly deletions: number
}

export interface ThreadDiff {
  readonly files: readonly ChangedFile[]
  /** Unified patch, cut at the asked number of bytes. */
  readonly patch: string
  readonly truncated: boolean
}

export const reviewChannel = {
  /** What the thread's newest checkpoint changes, as a whole or for one path. */
  diff: procedure
    .input(
      z.object({
        thread: idOf<ThreadId>(),
        path: z.string().min(1).max(4096).optional(),
        maxBytes: z.number().int().min(1).max(8_000_000).optional(),
      }),
    )
    .output(type<ThreadDiff>()),
}
