import { isDefinedError, ORPCError } from '@orpc/client'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import type { TranscriptWrite } from '../../../shared/transcript/entry.ts'
import type { HostApi } from '../host-api.ts'
import type { TranscriptPatch, TranscriptState } from './messages.ts'
import { RowBook } from './row-book.ts'

const tailRows = 50
const pageRows = 100
/** Rows kept while the reader is at the end, and those left when there are more. */
const mostRows = 2000
const trimmedRows = 1800
/** Rows of a conversation that isn't on the screen. */
const hiddenRows = 200

/** One conversation as the page shows it or showed it lately. */
export class TranscriptFeed {
  readonly thread: string
  readonly #changed: () => void
  readonly #book = new RowBook()
  /** Of the last change that the rows take in; null before the first rows. */
  #sequence: number | null = null
  #atEnd = true
  #failure: Failure | null = null
  #told: TranscriptState | null = null
  #line: { readonly api: HostApi; readonly abort: AbortController } | null = null
  /** Writes to rows that a page on its way may hold. */
  #missed: TranscriptWrite[] | null = null

  constructor(thread: string, changed: () => void) {
    this.thread = thread
    this.#changed = changed
  }

  /** UTF-16 units of text. */
  get size(): number {
    return this.#book.size
  }

  follow(api: HostApi): void {
    if (this.#line !== null) return
    const abort = new AbortController()
    this.#line = { api, abort }
    void this.#read(api, abort.signal).catch((error: unknown) => this.#failed(error, abort.signal))
  }

  unfollow(): void {
    this.#line?.abort.abort()
    this.#line = null
    this.#missed = null
  }

  /** Whether the reader is at the newest rows: only then are the oldest let go. */
  setAtEnd(atEnd: boolean): void {
    this.#atEnd = atEnd
    this.#trim()
    this.#changed()
  }

  hide(): void {
    this.#atEnd = true
    this.#book.trim(hiddenRows)
    this.#changed()
  }

  async earlier(): Promise<void> {
    const oldest = this.#book.rows[0]
    if (this.#line === null || oldest === undefined || !this.#book.hasEarlier || this.#missed !== null) return
    const { api, abort } = this.#line
    this.#atEnd = false
    this.#missed = []
    try {
      const query = { thread: this.thread as ThreadId, limit: pageRows, before: oldest.position }
      const page = await api.transcript.page(query, { signal: abort.signal })
      const missed = this.#missed
      if (abort.signal.aborted || missed === null || this.#book.rows[0] !== oldest) return
      this.#book.prepend(page.rows)
      for (const write of missed) this.#book.write(write)
      this.#changed()
    } catch (error) {
      this.#failed(error, abort.signal)
    } finally {
      if (!abort.signal.aborted) this.#missed = null
    }
  }

  /** What the page doesn't know yet; null where it knows all. */
  take(): TranscriptPatch | null {
    const loading = this.#sequence === null && this.#failure === null
    const state = { loading, failure: this.#failure, hasEarlier: this.#book.hasEarlier }
    if (!this.#book.untold && isSame(state, this.#told)) return null
    this.#told = state
    return { kind: 'rows', thread: this.thread, state, ...this.#book.take() }
  }

  async #read(api: HostApi, signal: AbortSignal): Promise<void> {
    const thread = this.thread as ThreadId
    const after = this.#sequence ?? (await this.#readTail(api, signal))
    for await (const batch of await api.transcript.watch({ thread, after }, { signal })) {
      if (signal.aborted) return
      if (batch.kind === 'resync') await this.#readTail(api, signal)
      else for (const write of batch.writes) this.#write(write)
      if (signal.aborted) return
      this.#sequence = Math.max(this.#sequence ?? 0, batch.sequence)
      this.#trim()
      this.#changed()
    }
  }

  async #readTail(api: HostApi, signal: AbortSignal): Promise<number> {
    const tail = await api.transcript.page({ thread: this.thread as ThreadId, limit: tailRows }, { signal })
    if (signal.aborted) return tail.sequence
    this.#missed = null
    this.#book.reset(tail.rows)
    this.#sequence = tail.sequence
    this.#failure = null
    this.#changed()
    return tail.sequence
  }

  #write(write: TranscriptWrite): void {
    if (!this.#book.write(write)) this.#missed?.push(write)
  }

  #trim(): void {
    if (this.#atEnd && this.#book.rows.length > mostRows) this.#book.trim(trimmedRows)
  }

  /** A broken line is shown for the whole page, and reading goes on with the next one. */
  #failed(error: unknown, signal: AbortSignal): void {
    if (signal.aborted || !(error instanceof ORPCError)) return
    this.#failure = isDefinedError(error) ? (error.data as Failure) : unreadable
    this.#changed()
  }
}

const unreadable = failure(
  'transcript-unreadable',
  'The host could not read this conversation.',
  'Open it again; the host has written down why.',
)

function isSame(one: TranscriptState, other: TranscriptState | null): boolean {
  return one.loading === other?.loading && one.failure === other.failure && one.hasEarlier === other.hasEarlier
}
