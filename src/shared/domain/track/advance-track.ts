import type { DomainEvent, StoredEvent } from '../event.ts'
import type { ThreadEvent } from '../thread/events.ts'
import type { Track, TrackKind, TrackSegment } from './track.ts'
import { parkedKind, restKind, trackKindOf } from './track-kind.ts'
import { trackLimit } from './trim-track.ts'

type Kind = DomainEvent['type']
type Step<Type extends Kind> = (track: Track, event: Extract<DomainEvent, { type: Type }>, at: number) => Track

/**
 * The track of one thread after its next event; the same object where the event draws nothing new.
 * May begin anywhere in a thread's history: the newest events of `trackEvents` are enough.
 */
export function advanceTrack(track: Track, stored: StoredEvent): Track {
  const step = steps[stored.event.type as ThreadEvent['type']] as Step<Kind> | undefined
  return step === undefined ? track : step(track, stored.event, stored.at)
}

const steps: { readonly [Type in ThreadEvent['type']]?: Step<Type> } = {
  'thread.dispatched': (track, _event, at) => enter(track, 'waiting', at),
  'thread.queued': (track, _event, at) => enter(track, 'waiting', at),
  'thread.slot-granted': (track, _event, at) => enter(track, 'waiting', at),
  'thread.turn-lost': (track, _event, at) => enter(track, 'waiting', at),
  'thread.turn-started': (track, _event, at) => enter(track, 'thinking', at),
  'thread.activity-changed': (track, event, at) => does(track, trackKindOf[event.activity.kind], at),
  'thread.permission-asked': (track, event, at) => {
    const open = openOf(track)
    // One that asks before its turn is known to have begun is at work afterwards.
    const next = open === undefined || open.kind === 'waiting' ? 'thinking' : (open.asked?.next ?? open.kind)
    const requests = [...(open?.asked?.requests ?? []), event.request.id]
    return replaceOpen(enter(track, 'needs-you', at), { asked: { requests, next } })
  },
  'thread.permission-answered': (track, event, at) => settle(track, event.request, at),
  'thread.permission-expired': (track, event, at) => settle(track, event.request, at),
  'thread.turn-ended': (track, _event, at) => enter(track, null, at),
  'thread.turn-withdrawn': (track, event, at) => enter(track, parkedKind(event.reason), at),
  'thread.readied': (track, _event, at) => enter(track, 'ready', at),
  'thread.parked': (track, event, at) => enter(track, parkedKind(event.reason), at),
  'thread.landing-started': (track, _event, at) => enter(track, null, at),
  'thread.landed': (track, _event, at) => enter(track, null, at),
  'thread.discarded': (track, _event, at) => enter(track, null, at),
  'thread.restored': (track, event, at) => enter(track, restKind(event.to), at),
}

/** Types of the events that a track is made of. */
export const trackEvents = Object.keys(steps) as readonly ThreadEvent['type'][]

function openOf(track: Track): TrackSegment | undefined {
  const last = track.at(-1)
  return last?.to === null ? last : undefined
}

function replaceOpen(track: Track, change: Partial<TrackSegment>): Track {
  const open = openOf(track)
  return open === undefined ? track : [...track.slice(0, -1), { ...open, ...change }]
}

/** What an agent does is drawn while it is at work; under an open question it is only noted. */
function does(track: Track, kind: TrackKind, at: number): Track {
  const open = openOf(track)
  if (open?.asked !== undefined) {
    if (open.asked.next === kind) return track
    return replaceOpen(track, { asked: { ...open.asked, next: kind } })
  }
  const atWork = open !== undefined && working.has(open.kind)
  return atWork || track.length === 0 ? enter(track, kind, at) : track
}

const working: ReadonlySet<TrackKind> = new Set(['thinking', 'reading', 'editing', 'running', 'peer'])

function settle(track: Track, request: string, at: number): Track {
  const asked = openOf(track)?.asked
  if (asked === undefined || !asked.requests.some((open) => open === request)) return track
  const requests = asked.requests.filter((open) => open !== request)
  if (requests.length > 0) return replaceOpen(track, { asked: { ...asked, requests } })
  return enter(track, asked.next, at)
}

/** Ends what is open and begins `kind`, or a gap; a stretch that is the same as the one before it goes on. */
function enter(track: Track, kind: TrackKind | null, at: number): Track {
  const open = openOf(track)
  if (open === undefined ? kind === null : open.kind === kind) return track
  // The clock may have been set back in between.
  const now = Math.max(at, open?.from ?? track.at(-1)?.to ?? at)
  const past = open === undefined ? track : ended(track, open, now)
  if (kind === null) return past
  const before = past.at(-1)
  const goesOn = before?.kind === kind && before.to === now
  const next: Track = goesOn
    ? [...past.slice(0, -1), { kind, from: before.from, to: null }]
    : [...past, { kind, from: now, to: null }]
  return next.length > trackLimit ? next.slice(-trackLimit) : next
}

/** A stretch that took no time is left out. */
function ended(track: Track, { kind, from }: TrackSegment, at: number): Track {
  const past = track.slice(0, -1)
  return from === at ? past : [...past, { kind, from, to: at }]
}
