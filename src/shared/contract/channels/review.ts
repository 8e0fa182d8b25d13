import { type } from '@orpc/contract'
import { z } from 'zod'
import type { ThreadId } from '../../kernel/ids.ts'
import { procedure } from '../define.ts'
import { idOf, path } from '../envelope.ts'

const thread = idOf<ThreadId>()
const oid = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/)

export interface ChangedFile {
  readonly path: string
  readonly previousPath: string | null
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed' | 'copied' | 'type-changed'
  readonly binary: boolean
  readonly additions: number
  readonly deletions: number
  /** Names the content after the change, so that a mark on it lapses when it changes again; null where it is gone. */
  readonly blob: string | null
}

export interface ThreadDiff {
  readonly files: readonly ChangedFile[]
  /** Unified patch, cut at the asked number of bytes. */
  readonly patch: string
  readonly truncated: boolean
  /** Commits compared; null for nothing (an unborn branch), both null without a checkpoint. */
  readonly from: string | null
  readonly to: string | null
}

/** Where a diff begins. It ends at the newest checkpoint. */
const since = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('base') }),
  /** The checkpoint before the last turn. */
  z.object({ kind: z.literal('turn') }),
  /** A checkpoint of this thread that was looked at before. */
  z.object({ kind: z.literal('checkpoint'), commit: oid }),
])

export type DiffSince = z.output<typeof since>

export type FileContent =
  | { readonly kind: 'text'; readonly text: string; readonly blob: string; readonly bytes: number }
  | {
      readonly kind: 'image'
      readonly mimeType: string
      readonly base64: string
      readonly blob: string
      readonly bytes: number
    }
  /** Neither text nor a small image: only its size is told. */
  | { readonly kind: 'binary'; readonly blob: string; readonly bytes: number }
  | { readonly kind: 'too-large'; readonly blob: string; readonly bytes: number }
  | { readonly kind: 'absent' }

export const reviewChannel = {
  /** What the thread's newest checkpoint changes, as a whole or for one path; since its base unless told. */
  diff: procedure
    .input(
      z.object({
        thread,
        since: since.optional(),
        path: path.optional(),
        maxBytes: z.number().int().min(1).max(8_000_000).optional(),
      }),
    )
    .output(type<ThreadDiff>()),
  /** One file as it is in the newest checkpoint, or as it was where the diff begins. At most 4 MB. */
  file: procedure
    .input(z.object({ thread, path, side: z.enum(['before', 'after']), since: since.optional() }))
    .output(type<FileContent>()),
}
