import type { DomainEvent, StoredEvent } from '../event.ts'
import type { ThreadEvent } from '../thread/events.ts'
import type { Track } from './track.ts'
import { parkedKind, restKind, trackKindOf } from './track-kind.ts'
import { TrackPen } from './track-pen.ts'

/** As much of a stored event as a track is made of. */
export type TrackEvent = Pick<StoredEvent, 'at' | 'event'>

/** The track of one thread after its next event; the same object where the event draws nothing new. */
export function advanceTrack(track: Track, stored: TrackEvent): Track {
  return drawTrack(track, [stored])
}

/**
 * The same with many events, oldest first. They may begin anywhere in the thread's history; what was
 * open then is known from the first of `trackAnchors` on.
 */
export function drawTrack(track: Track, events: Iterable<TrackEvent>): Track {
  const pen = new TrackPen(track)
  for (const { event, at } of events) {
    const step = steps[event.type as ThreadEvent['type']] as Step<DomainEvent['type']> | undefined
    step?.(pen, event, at)
  }
  return pen.track
}

type Step<Type extends DomainEvent['type']> = (
  pen: TrackPen,
  event: Extract<DomainEvent, { type: Type }>,
  at: number,
) => void

const waits = (pen: TrackPen, _event: unknown, at: number) => pen.enter('waiting', at)
const draws = (kind: 'thinking' | 'ready' | null) => (pen: TrackPen, _event: unknown, at: number) => pen.enter(kind, at)

const steps: { readonly [Type in ThreadEvent['type']]?: Step<Type> } = {
  'thread.dispatched': waits,
  'thread.queued': waits,
  'thread.slot-granted': waits,
  'thread.turn-lost': waits,
  'thread.turn-started': draws('thinking'),
  'thread.activity-changed': (pen, event, at) => pen.work(trackKindOf[event.activity.kind], at),
  'thread.permission-asked': (pen, event, at) => pen.ask(event.request.id, at),
  'thread.permission-answered': (pen, event, at) => pen.settle(event.request, at),
  'thread.permission-expired': (pen, event, at) => pen.settle(event.request, at),
  'thread.turn-ended': draws(null),
  'thread.turn-withdrawn': (pen, event, at) => pen.enter(parkedKind(event.reason), at),
  'thread.readied': draws('ready'),
  'thread.parked': (pen, event, at) => pen.enter(parkedKind(event.reason), at),
  'thread.edited': draws(null),
  'thread.landing-started': draws(null),
  'thread.landed': draws(null),
  'thread.discarded': draws(null),
  'thread.restored': (pen, event, at) => pen.enter(restKind(event.to), at),
}

const withinTurn: readonly ThreadEvent['type'][] = [
  'thread.activity-changed',
  'thread.permission-asked',
  'thread.permission-answered',
  'thread.permission-expired',
]

/** Types of the events that a track is made of. */
export const trackEvents = Object.keys(steps) as readonly ThreadEvent['type'][]

/** Those of them that say what is drawn from there on, whatever came before. */
export const trackAnchors = trackEvents.filter((type) => !withinTurn.includes(type))
