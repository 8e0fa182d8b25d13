import type { JsonObject, JsonValue } from '../../shared/kernel/json.ts'
import type { TranscriptWrite } from '../../shared/transcript/entry.ts'
import type { StoreFailure, StorePort } from '../ports/store.ts'

/** What may wait for a disk that is full or locked, in UTF-16 units; beyond it, it is given up. */
const waitingLimit = 8 * 1024 * 1024

export interface StoredWrites {
  readonly stored: readonly TranscriptWrite[]
  /** Can't be stored now, but perhaps later; in order. */
  readonly waiting: readonly TranscriptWrite[]
  readonly failure: StoreFailure | null
}

/**
 * Stores writes of many threads together. Where that fails for good, each on its own: text for an entry
 * that was lost must not take down what others say, nor what its own thread says later.
 */
export async function storeWrites(store: StorePort, writes: readonly TranscriptWrite[]): Promise<StoredWrites> {
  const together = await store.appendTranscript(writes)
  if (together.ok) return { stored: writes, waiting: [], failure: null }
  if (mayPass(together.error)) return { stored: [], waiting: bounded(writes), failure: together.error }
  const stored: TranscriptWrite[] = []
  for (const own of Map.groupBy(writes, (write) => write.thread).values()) {
    if ((await store.appendTranscript(own)).ok) stored.push(...own)
    else for (const write of own) if ((await store.appendTranscript([write])).ok) stored.push(write)
  }
  return { stored, waiting: [], failure: together.error }
}

function mayPass({ code }: StoreFailure): boolean {
  return code === 'store-full' || code === 'store-locked'
}

function bounded(writes: readonly TranscriptWrite[]): readonly TranscriptWrite[] {
  const size = writes.reduce((sum, write) => sum + sizeOf(write), 0)
  return size > waitingLimit ? [] : writes
}

/** About how much memory a write takes while it waits, in UTF-16 units. */
export function sizeOf(write: TranscriptWrite): number {
  if (write.op === 'append') return write.text.length
  return write.row.text.length + lengthOf(write.row.head)
}

/** What its strings come to; far cheaper than writing it out, which is done where it is stored. */
function lengthOf(value: JsonValue | undefined): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 8
  let length = 0
  for (const key in value) length += key.length + lengthOf((value as JsonObject)[key])
  return length
}
