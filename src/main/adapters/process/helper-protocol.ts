import type { ProcessIdentity, ProcessUsage, ReapedProcess } from '../../ports/process.ts'
import type { EndRequest } from './tree-ender.ts'
import type { UsageRequest } from './tree-usage.ts'

/** What the host asks of its spawn helper; both ends come from one build, so messages are not parsed. */
export type HostMessage =
  | { readonly kind: 'open'; readonly socketFile: string; readonly journalFile: string }
  | SpawnMessage
  | { readonly kind: 'end'; readonly id: number; readonly request: EndRequest }
  | { readonly kind: 'reap'; readonly id: number }
  | { readonly kind: 'usage'; readonly id: number; readonly request: UsageRequest }
  | { readonly kind: 'close'; readonly id: number }

export interface SpawnMessage {
  readonly kind: 'spawn'
  readonly id: number
  /** Opens each of the child's three streams at the host; known to the host and the helper only. */
  readonly key: string
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly nice: number
  /** Set when the child is to be recorded in the journal. */
  readonly record: { readonly owner: string; readonly marker: string } | null
}

/** `exited` comes after the answer to the spawn with the same id; every other message is an answer. */
export type HelperMessage =
  | { readonly kind: 'spawned'; readonly id: number; readonly identity: ProcessIdentity }
  | { readonly kind: 'refused'; readonly id: number; readonly problem: SpawnProblem }
  | { readonly kind: 'exited'; readonly id: number; readonly code: number | null; readonly signal: string | null }
  | { readonly kind: 'ended'; readonly id: number }
  | { readonly kind: 'reaped'; readonly id: number; readonly processes: readonly ReapedProcess[] }
  | { readonly kind: 'used'; readonly id: number; readonly usage: ProcessUsage }
  | { readonly kind: 'closed'; readonly id: number }

export interface SpawnProblem {
  readonly kind: 'file-missing' | 'folder-missing' | 'not-recorded' | 'other'
  /** The system's error code, such as EACCES. */
  readonly code: string
}

/** Each connection begins with the key and the stream's digit; then the child's own bytes follow. */
export const streamKeyLength = 36
export const streamCount = 3
