import type { ThreadId } from '../kernel/ids.ts'
import type { JsonObject } from '../kernel/json.ts'

export type EntryKind =
  | 'prompt'
  | 'message'
  | 'thought'
  | 'image'
  | 'tool'
  /** A gate that the host ran. */
  | 'gate'
  | 'plan'
  | 'permission'
  | 'turn-end'
  | 'notice'
  | 'raw'

/**
 * One entry of a conversation, upserted by `entry`. `head` is small structured data by kind;
 * `text` is what grows (a message, a tool's output). Not a domain event: decide never reads it.
 */
export interface TranscriptRow {
  readonly entry: string
  readonly kind: EntryKind
  /** Order of first appearance within the thread, from 1. */
  readonly position: number
  /** Per-thread sequence of its last change; a reader resumes by it. */
  readonly sequence: number
  /** Milliseconds since the epoch of first appearance. */
  readonly at: number
  readonly head: JsonObject
  readonly text: string
}

export type TranscriptWrite =
  | { readonly op: 'put'; readonly thread: ThreadId; readonly row: TranscriptRow }
  | {
      readonly op: 'append'
      readonly thread: ThreadId
      readonly entry: string
      readonly sequence: number
      readonly text: string
    }
