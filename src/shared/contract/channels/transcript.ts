import { type } from '@orpc/contract'
import { z } from 'zod'
import type { ThreadId } from '../../kernel/ids.ts'
import type { TranscriptRow, TranscriptWrite } from '../../transcript/entry.ts'
import { procedure } from '../define.ts'
import { idOf, pageLimit, sequence } from '../envelope.ts'

const thread = idOf<ThreadId>()

export interface TranscriptTail {
  /** Oldest first. */
  readonly rows: readonly TranscriptRow[]
  readonly sequence: number
}

export type TranscriptBatch =
  /** What changed since the sequence before; a write no newer than the row it names changes nothing. */
  | { readonly kind: 'writes'; readonly writes: readonly TranscriptWrite[]; readonly sequence: number }
  /** The client fell too far behind: it reads the tail again; what follows comes after `sequence`. */
  | { readonly kind: 'resync'; readonly sequence: number }

export const transcriptChannel = {
  /** The last `limit` entries, or those before entry position `before`. */
  page: procedure
    .input(z.object({ thread, limit: pageLimit, before: sequence.optional() }))
    .output(type<TranscriptTail>()),
  watch: procedure
    .input(z.object({ thread, after: sequence }))
    .output(type<AsyncIteratorObject<TranscriptBatch, void>>()),
}
