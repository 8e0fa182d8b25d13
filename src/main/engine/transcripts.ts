import type { Refusal } from '../../shared/domain/decision.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { EntryKind, TranscriptRow, TranscriptWrite } from '../../shared/transcript/entry.ts'
import type { Clock } from '../ports/clock.ts'
import type { StorePort } from '../ports/store.ts'
import { retryMs } from './store-failures.ts'
import { sizeOf, storeWrites } from './store-writes.ts'

/** Changes are gathered for at most this long before they are stored and shown. */
const gatherMs = 16

/** What may wait for the disk before whoever brings more is asked to wait, in UTF-16 units. */
const roomFor = 4 * 1024 * 1024

export interface EntryDraft {
  readonly entry: string
  readonly kind: EntryKind
  readonly head: JsonObject
  readonly text: string
}

interface Position {
  readonly position: number
  readonly at: number
}

interface Cursor {
  sequence: number
  position: number
  readonly known: Map<string, Position>
}

export type TranscriptListener = (writes: readonly TranscriptWrite[]) => void

/**
 * The conversations of all threads: numbered per thread, gathered, stored apart from events, and
 * shown to whoever follows. Nothing here decides anything.
 */
export class Transcripts {
  readonly #store: StorePort
  readonly #clock: Clock
  readonly #problem: (refusal: Refusal) => void
  readonly #cursors = new Map<ThreadId, Cursor>()
  readonly #holders = new Map<ThreadId, number>()
  readonly #listeners = new Map<ThreadId, Set<TranscriptListener>>()
  #pending: TranscriptWrite[] = []
  /** Where in `pending` an entry's write stands, so that however much it changes it stays one write. */
  readonly #places = new Map<string, number>()
  #storing: Promise<void> = Promise.resolve()
  /** The write that has not begun yet. */
  #next: Promise<void> | null = null
  #cancel: (() => void) | null = null
  /** About how much has been brought and not yet stored or given up, in UTF-16 units. */
  #load = 0
  /** So that a full disk is reported once, and not with every attempt. */
  #failing = false

  constructor(options: { store: StorePort; clock: Clock; problem: (refusal: Refusal) => void }) {
    this.#store = options.store
    this.#clock = options.clock
    this.#problem = options.problem
  }

  /** Loads where a thread's numbering stands; before the first write to it. Each open takes one release. */
  async open(thread: ThreadId): Promise<void> {
    this.#holders.set(thread, (this.#holders.get(thread) ?? 0) + 1)
    if (this.#cursors.has(thread)) return
    const page = await this.#store.readTranscript(thread, { kind: 'tail', limit: 1 })
    if (this.#cursors.has(thread)) return
    const position = page.rows.at(-1)?.position ?? 0
    this.#cursors.set(thread, { sequence: page.sequence, position, known: new Map() })
  }

  /** Adds an entry or replaces it, keeping its place in the conversation. Answers its size, in UTF-16 units. */
  put(thread: ThreadId, draft: EntryDraft): number {
    const cursor = this.#cursor(thread)
    const place = cursor.known.get(draft.entry) ?? { position: ++cursor.position, at: this.#clock.now() }
    cursor.known.set(draft.entry, place)
    cursor.sequence += 1
    const row: TranscriptRow = { ...draft, ...place, sequence: cursor.sequence }
    return this.#add(draft.entry, { op: 'put', thread, row })
  }

  /** Adds text to the end of an entry. Answers its size, in UTF-16 units. */
  append(thread: ThreadId, entry: string, text: string): number {
    const cursor = this.#cursor(thread)
    cursor.sequence += 1
    return this.#add(entry, { op: 'append', thread, entry, sequence: cursor.sequence, text })
  }

  /** Forgets a thread's numbering once nobody writes to it; the next `open` reads it back. */
  async release(thread: ThreadId): Promise<void> {
    await this.flush()
    const holders = (this.#holders.get(thread) ?? 1) - 1
    if (holders > 0) {
      this.#holders.set(thread, holders)
      return
    }
    this.#holders.delete(thread)
    // What still waits to be stored has numbers that the store doesn't know of yet.
    if (!this.#pending.some((write) => write.thread === thread)) this.#cursors.delete(thread)
  }

  subscribe(thread: ThreadId, listener: TranscriptListener): () => void {
    const listeners = this.#listeners.get(thread) ?? new Set()
    listeners.add(listener)
    this.#listeners.set(thread, listeners)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(thread)
    }
  }

  /** Null while more may be brought; else resolves once what waits has been dealt with. */
  room(): Promise<void> | null {
    return this.#load < roomFor ? null : this.flush()
  }

  /** Stores what has been gathered; resolves when it is durable. */
  flush(): Promise<void> {
    this.#cancel?.()
    this.#cancel = null
    if (this.#pending.length === 0) return this.#storing
    this.#next ??= this.#storeNext()
    return this.#next
  }

  /** One write at a time; what is added until it begins goes along, so that many turns that end share one. */
  #storeNext(): Promise<void> {
    const next = this.#storing.then(() => {
      this.#next = null
      const writes = this.#pending
      this.#pending = []
      this.#places.clear()
      const taken = this.#load
      return this.#write(writes).finally(() => {
        this.#load -= taken
      })
    })
    this.#storing = next
    return next
  }

  async #write(writes: readonly TranscriptWrite[]): Promise<void> {
    const { stored, waiting, failure } = await storeWrites(this.#store, writes)
    if (failure !== null && !this.#failing) this.#problem(failure)
    this.#failing = failure !== null
    if (waiting.length > 0) this.#keep(waiting)
    for (const [thread, listeners] of this.#listeners) {
      const own = stored.filter((write) => write.thread === thread)
      if (own.length > 0) for (const listener of listeners) listener(own)
    }
  }

  /** Back to the front of what waits; their places in it are no longer those that were noted. */
  #keep(writes: readonly TranscriptWrite[]): void {
    this.#pending = [...writes, ...this.#pending]
    for (const write of writes) this.#load += sizeOf(write)
    this.#places.clear()
    this.#cancel?.()
    this.#cancel = this.#clock.after(retryMs, () => void this.flush())
  }

  #add(entry: string, write: TranscriptWrite): number {
    const size = sizeOf(write)
    this.#load += size
    const key = `${write.thread} ${entry}`
    const place = this.#places.get(key)
    const earlier = place === undefined ? undefined : this.#pending[place]
    if (place === undefined || earlier === undefined) this.#places.set(key, this.#pending.push(write) - 1)
    else this.#pending[place] = joined(earlier, write)
    this.#cancel ??= this.#clock.after(gatherMs, () => void this.flush())
    return size
  }

  #cursor(thread: ThreadId): Cursor {
    const cursor = this.#cursors.get(thread)
    if (cursor === undefined) throw new Error(`transcript of ${thread} was not opened`)
    return cursor
  }
}

/** What two writes to one entry come to. */
function joined(earlier: TranscriptWrite, later: TranscriptWrite): TranscriptWrite {
  if (later.op === 'put') return later
  const { sequence, text } = later
  if (earlier.op === 'append') return { ...earlier, sequence, text: earlier.text + text }
  return { ...earlier, row: { ...earlier.row, sequence, text: earlier.row.text + text } }
}
