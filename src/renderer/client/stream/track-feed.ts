import type { StoredEvent } from '../../../shared/domain/event.ts'
import { advanceTrack } from '../../../shared/domain/track/advance-track.ts'
import type { Track } from '../../../shared/domain/track/track.ts'
import { trimTrack } from '../../../shared/domain/track/trim-track.ts'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import type { HostApi } from '../host-api.ts'
import type { TrackPatch } from './messages.ts'
import type { Timers } from './timers.ts'
import { trackDifference } from './track-difference.ts'

/** Threads that the host is asked about at once. */
const mostAsked = 300
/** A time axis needs no more, and a track costs more to send than the state it belongs to. */
const everyMs = 200

interface Kept {
  readonly since: number
  readonly sequence: number
  readonly track: Track
}

/** What the threads of the time axis did: asked for once, then advanced by the model's events. */
export class TrackFeed {
  readonly #timers: Timers
  readonly #changed: () => void
  readonly #kept = new Map<string, Kept>()
  readonly #told = new Map<string, Track>()
  #window: { readonly threads: readonly string[]; readonly since: number } = { threads: [], since: 0 }
  #line: { readonly api: HostApi; readonly signal: AbortSignal } | null = null
  /** Events since the oldest question that is not answered yet; null while there is none. */
  #meanwhile: StoredEvent[] | null = null
  #toldAt = Number.NEGATIVE_INFINITY
  #waiting = false

  constructor(timers: Timers, changed: () => void) {
    this.#timers = timers
    this.#changed = changed
  }

  show(threads: readonly string[], since: number): void {
    this.#window = { threads, since }
    const wanted = new Set(threads)
    for (const thread of this.#kept.keys()) if (!wanted.has(thread)) this.#kept.delete(thread)
    for (const thread of this.#told.keys()) if (!wanted.has(thread)) this.#told.delete(thread)
    this.#ask()
    this.#changed()
  }

  connected(api: HostApi, signal: AbortSignal): void {
    this.#line = { api, signal }
    this.#meanwhile = null
    this.#ask()
  }

  disconnected(): void {
    this.#line = null
    this.#meanwhile = null
  }

  /** Events were left out: all tracks are asked for again. */
  restart(): void {
    this.#kept.clear()
    this.#meanwhile = null
    this.#ask()
  }

  advance(events: readonly StoredEvent[]): void {
    this.#meanwhile?.push(...events)
    for (const event of events) this.#step(event)
  }

  take(): readonly TrackPatch[] {
    const early = this.#toldAt + everyMs - this.#timers.now()
    if (early > 0) {
      this.#wait(early)
      return []
    }
    const patches: TrackPatch[] = []
    for (const [thread, { track }] of this.#kept) {
      const shown = trimTrack(track, this.#window.since)
      const told = this.#told.get(thread) ?? []
      const patch = trackDifference(told, shown)
      if (patch !== null) patches.push({ thread, ...patch })
      this.#told.set(thread, shown)
    }
    if (patches.length > 0) this.#toldAt = this.#timers.now()
    return patches
  }

  #wait(milliseconds: number): void {
    if (this.#waiting) return
    this.#waiting = true
    this.#timers.after(milliseconds, () => {
      this.#waiting = false
      this.#changed()
    })
  }

  #step(event: StoredEvent): void {
    const kept = this.#kept.get(event.event.id)
    if (kept === undefined || event.sequence <= kept.sequence || !event.event.type.startsWith('thread.')) return
    const track = advanceTrack(kept.track, event)
    if (track !== kept.track) this.#kept.set(event.event.id, { ...kept, sequence: event.sequence, track })
  }

  #ask(): void {
    const { threads, since } = this.#window
    const line = this.#line
    if (line === null || this.#meanwhile !== null) return
    const missing = threads.filter((thread) => (this.#kept.get(thread)?.since ?? Number.POSITIVE_INFINITY) > since)
    if (missing.length === 0) return
    const meanwhile: StoredEvent[] = []
    this.#meanwhile = meanwhile
    const query = { threads: missing.slice(0, mostAsked) as ThreadId[], since: Math.max(0, Math.floor(since)) }
    line.api.history.tracks(query, { signal: line.signal }).then(
      (page) => {
        if (this.#meanwhile !== meanwhile) return
        this.#meanwhile = null
        const wanted = new Set(this.#window.threads)
        // Of a thread that the host doesn't know there is no track, and no use in asking again.
        for (const thread of query.threads) {
          if (wanted.has(thread)) this.#kept.set(thread, { since, sequence: page.sequence, track: [] })
        }
        for (const { thread, track } of page.tracks) {
          if (wanted.has(thread)) this.#kept.set(thread, { since, sequence: page.sequence, track })
        }
        for (const event of meanwhile) this.#step(event)
        this.#changed()
        this.#ask()
      },
      // The next line asks again; the model's own line says that this one broke.
      () => {
        if (this.#meanwhile === meanwhile) this.#meanwhile = null
      },
    )
  }
}
