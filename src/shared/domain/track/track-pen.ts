import type { Track, TrackKind, TrackSegment } from './track.ts'
import { trackLimit } from './trim-track.ts'

const working: ReadonlySet<TrackKind> = new Set(['thinking', 'reading', 'editing', 'running', 'peer'])

/** Draws on a track: copies it at the first change, so that many events cost no more copies than one. */
export class TrackPen {
  #track: Track
  #copy: TrackSegment[] | null = null

  constructor(track: Track) {
    this.#track = track
  }

  /** The track that was given where nothing was drawn. Nothing may be drawn after it was taken. */
  get track(): Track {
    return this.#track
  }

  /** Ends what is open and begins `kind`, or a gap; a stretch that is the same as the one before it goes on. */
  enter(kind: TrackKind | null, at: number): void {
    const open = this.#open
    if (open === undefined ? kind === null : open.kind === kind) return
    // The clock may have been set back in between.
    const now = Math.max(at, open?.from ?? this.#track.at(-1)?.to ?? at)
    if (open !== undefined) this.#end(open, now)
    if (kind !== null) this.#begin(kind, now)
  }

  /** What an agent does is drawn while it is at work; under an open question it is only noted. */
  work(kind: TrackKind, at: number): void {
    const open = this.#open
    if (open?.asked !== undefined) {
      if (open.asked.next !== kind) this.#replace({ ...open, asked: { ...open.asked, next: kind } })
      return
    }
    const atWork = open !== undefined && working.has(open.kind)
    if (atWork || this.#track.length === 0) this.enter(kind, at)
  }

  ask(request: NonNullable<TrackSegment['asked']>['requests'][number], at: number): void {
    const before = this.#open
    // One that asks before its turn is known to have begun is at work afterwards.
    const idle = before === undefined || before.kind === 'waiting'
    const next = idle ? 'thinking' : (before.asked?.next ?? before.kind)
    const requests = [...(before?.asked?.requests ?? []), request]
    this.enter('needs-you', at)
    const open = this.#open
    if (open !== undefined) this.#replace({ ...open, asked: { requests, next } })
  }

  settle(request: string, at: number): void {
    const open = this.#open
    if (open?.asked === undefined || !open.asked.requests.some((asked) => asked === request)) return
    const requests = open.asked.requests.filter((asked) => asked !== request)
    if (requests.length > 0) this.#replace({ ...open, asked: { ...open.asked, requests } })
    else this.enter(open.asked.next, at)
  }

  get #open(): TrackSegment | undefined {
    const last = this.#track.at(-1)
    return last?.to === null ? last : undefined
  }

  get #segments(): TrackSegment[] {
    this.#copy ??= [...this.#track]
    this.#track = this.#copy
    return this.#copy
  }

  #replace(segment: TrackSegment): void {
    this.#segments[this.#track.length - 1] = segment
  }

  /** A stretch that took no time is left out. */
  #end({ kind, from }: TrackSegment, at: number): void {
    if (from === at) this.#segments.pop()
    else this.#replace({ kind, from, to: at })
  }

  #begin(kind: TrackKind, at: number): void {
    const before = this.#track.at(-1)
    if (before?.kind === kind && before.to === at) {
      this.#replace({ kind, from: before.from, to: null })
      return
    }
    this.#segments.push({ kind, from: at, to: null })
    if (this.#track.length > trackLimit) this.#segments.shift()
  }
}
