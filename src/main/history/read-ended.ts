import type { Model } from '../../shared/domain/model.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import { recallThread } from '../engine/recall.ts'
import type { StateRow, StorePort } from '../ports/store.ts'

export interface EndedQuery {
  /** Only threads below this sequence; all where absent. */
  readonly before: number | undefined
  readonly limit: number
}

export interface EndedPage {
  /** Newest first: each thread with what was archived with it. */
  readonly threads: readonly Model[]
  readonly next: number | null
}

/** Archived threads in pages. A page is longer than asked for where more were archived at one instant. */
export async function readEnded(store: StorePort, { before, limit }: EndedQuery): Promise<EndedPage> {
  const { rows, more } = await wholeInstants(store, before ?? Number.MAX_SAFE_INTEGER, limit)
  const threads = await Promise.all(rows.map((row) => recallThread(store, row.id as ThreadId)))
  return { threads, next: more ? (rows.at(-1)?.sequence ?? null) : null }
}

/** Threads archived in one commit share its sequence, by which pages are told apart: none is cut in two. */
async function wholeInstants(
  store: StorePort,
  before: number,
  limit: number,
): Promise<{ readonly rows: readonly StateRow[]; readonly more: boolean }> {
  const rows = await store.listArchived('thread', before, limit + 1)
  const last = rows.at(-1)
  if (rows.length <= limit || last === undefined) return { rows, more: false }
  const whole = rows.filter((row) => row.sequence !== last.sequence)
  return whole.length > 0 ? { rows: whole, more: true } : wholeInstants(store, before, limit * 2)
}
