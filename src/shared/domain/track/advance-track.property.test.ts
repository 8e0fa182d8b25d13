import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RequestId, ThreadId } from '../../kernel/ids.ts'
import type { StoredEvent } from '../event.ts'
import { randomSteps, walk } from '../testing/random-steps.ts'
import { Simulation } from '../testing/simulation.ts'
import type { Thread } from '../thread/state.ts'
import { advanceTrack, drawTrack, trackAnchors, trackEvents } from './advance-track.ts'
import type { Track, TrackKind, TrackSegment } from './track.ts'
import { parkedKind, trackKindOf } from './track-kind.ts'
import { trackLimit, trimTrack } from './trim-track.ts'

const runs = Math.ceil(Number(globalThis.process?.env.FAST_CHECK_RUNS ?? 300) / 3)

function historyOf(events: readonly StoredEvent[], thread: string): readonly StoredEvent[] {
  return events.filter(({ event }) => event.type.startsWith('thread.') && event.id === thread)
}

function trackOf(events: readonly StoredEvent[]): Track {
  return events.reduce<Track>(advanceTrack, [])
}

/** What a thread in this state is drawn as; null for a gap. */
function drawnAs({ state, activity }: Thread): TrackKind | null {
  switch (state.kind) {
    case 'queued':
    case 'preparing':
      return 'waiting'
    case 'running':
      return activity === null ? null : trackKindOf[activity.kind]
    case 'needs-you':
    case 'ready':
      return state.kind
    case 'parked':
      return parkedKind(state.reason)
    default:
      return null
  }
}

/** Neighbours don't overlap, and those of one kind that touch are one. */
function expectInOrder(segment: TrackSegment, next: TrackSegment): void {
  expect(segment.to, 'an open stretch is the last').not.toBeNull()
  const gap = next.from - (segment.to ?? 0)
  expect(gap).toBeGreaterThanOrEqual(segment.kind === next.kind ? 1 : 0)
}

function expectSound(track: Track): void {
  for (const [at, segment] of track.entries()) {
    const next = track[at + 1]
    if (next !== undefined) expectInOrder(segment, next)
    if (segment.to !== null) expect(segment.to).toBeGreaterThan(segment.from)
    expect(segment.asked !== undefined).toBe(segment.kind === 'needs-you' && segment.to === null)
  }
}

function openOf(track: Track): TrackSegment | undefined {
  return track.find((segment) => segment.to === null)
}

/** Goes through a history event by event, beside the states that the events make. */
class Follower {
  readonly #states = new Simulation()
  readonly #tracks = new Map<string, Track>()

  advance(stored: StoredEvent): void {
    this.#states.replay([stored])
    const { id, type } = stored.event
    if (!type.startsWith('thread.')) return
    const before = this.#tracks.get(id) ?? []
    const track = advanceTrack(before, stored)
    this.#tracks.set(id, track)
    expectSound(track)
    if (!draws(stored)) expect(track).toBe(before)
    this.#expectAgreement(track, this.#states.thread(id), type)
  }

  #expectAgreement(track: Track, thread: Thread | undefined, type: string): void {
    if (thread === undefined) throw new Error('a track of no thread')
    const open = openOf(track)
    expect(open?.kind ?? null, `after ${type}`).toBe(drawnAs(thread))
    expect(open?.asked?.requests ?? []).toEqual(thread.requests.map((request) => request.id))
  }
}

/** Without knowing what was drawn before `at`. */
function clipped(track: Track, at: number): Track {
  return track.map((segment) => ({ ...segment, from: Math.max(segment.from, at) }))
}

function draws({ event }: StoredEvent): boolean {
  return (trackEvents as readonly string[]).includes(event.type)
}

describe('the track of a thread', () => {
  it('is ordered, without overlap, and agrees with the state after every event', () => {
    fc.assert(
      fc.property(randomSteps, (steps) => {
        const follower = new Follower()
        for (const stored of walk(steps).events) follower.advance(stored)
      }),
      { numRuns: runs },
    )
  })

  it('does not change with an event that draws nothing', () => {
    fc.assert(
      fc.property(randomSteps, (steps) => {
        const { events } = walk(steps)
        const track = trackOf(historyOf(events, 't0'))
        for (const stored of events) {
          if (!draws(stored)) expect(advanceTrack(track, stored)).toBe(track)
        }
      }),
      { numRuns: Math.ceil(runs / 5) },
    )
  })

  it('can be drawn at once, and from any event that says by itself what is drawn', () => {
    fc.assert(
      fc.property(randomSteps, fc.nat(), (steps, choice) => {
        const history = historyOf(walk(steps).events, 't1')
        const whole = trackOf(history)
        expect(drawTrack([], history)).toEqual(whole)
        const anchors = history.filter(({ event }) => (trackAnchors as readonly string[]).includes(event.type))
        const anchor = anchors[choice % Math.max(1, anchors.length)]
        if (anchor === undefined) return
        const later = drawTrack([], history.slice(history.indexOf(anchor)))
        expect(trimTrack(later, anchor.at)).toEqual(trimTrack(clipped(whole, anchor.at), anchor.at))
      }),
      { numRuns: Math.ceil(runs / 5) },
    )
  })

  it('trimmed is what was not over yet, whole', () => {
    fc.assert(
      fc.property(randomSteps, fc.nat(600), (steps, past) => {
        const track = trackOf(historyOf(walk(steps).events, 't0'))
        const since = 1_000 + past
        expect(trimTrack(track, since)).toEqual(track.filter(({ to }) => to === null || to > since))
        expect(trimTrack(track, 0)).toBe(track)
      }),
      { numRuns: Math.ceil(runs / 5) },
    )
  })
})

let sequence = 0

function at(time: number, event: object): StoredEvent {
  sequence += 1
  const full = { id: 't' as ThreadId, ...event }
  return { sequence, at: time, actor: 'host', command: 'c', cause: null, event: full } as StoredEvent
}

const doing = (time: number, kind: string) =>
  at(time, { type: 'thread.activity-changed', activity: { kind, detail: '', since: time } })
const asked = (time: number, id: string) =>
  at(time, { type: 'thread.permission-asked', request: { id: id as RequestId } })
const answered = (time: number, request: string) =>
  at(time, { type: 'thread.permission-answered', request, option: 'x', reason: null })

describe('a track by example', () => {
  const begun = [at(0, { type: 'thread.dispatched' }), at(10, { type: 'thread.turn-started', turn: 1 })]

  it('goes on with what the agent does now once the last question is answered', () => {
    const open = [doing(20, 'running'), asked(30, 'a'), asked(35, 'b'), doing(36, 'editing'), answered(40, 'a')]
    expect(trackOf([...begun, ...open]).at(-1)).toMatchObject({ kind: 'needs-you', from: 30, to: null })
    expect(trackOf([...begun, ...open, answered(50, 'b')])).toEqual([
      { kind: 'waiting', from: 0, to: 10 },
      { kind: 'thinking', from: 10, to: 20 },
      { kind: 'running', from: 20, to: 30 },
      { kind: 'needs-you', from: 30, to: 50 },
      { kind: 'editing', from: 50, to: null },
    ])
  })

  it('has one stretch where the agent thinks, writes and thinks', () => {
    const track = trackOf([
      ...begun,
      doing(20, 'writing'),
      doing(30, 'thinking'),
      doing(30, 'reading'),
      doing(30, 'writing'),
    ])
    expect(track).toEqual([
      { kind: 'waiting', from: 0, to: 10 },
      { kind: 'thinking', from: 10, to: null },
    ])
  })

  it.each([
    ['trouble', 'crash', { kind: 'trouble', from: 30, to: null }],
    ['nothing where a person stopped it', 'interrupted', { kind: 'thinking', from: 10, to: 20 }],
  ])('ends parked as %s', (_what, code, last) => {
    const parked = { type: 'thread.parked', reason: { code, message: 'It ended.', remedy: 'Prompt it.' } }
    expect(trackOf([...begun, at(20, { type: 'thread.turn-ended' }), at(30, parked)]).at(-1)).toEqual(last)
  })

  it('keeps its order when the clock is set back', () => {
    const track = trackOf([...begun, doing(50, 'editing'), doing(40, 'reading'), doing(60, 'editing')])
    expectSound(track)
    expect(track.at(-1)).toMatchObject({ kind: 'editing', to: null })
  })

  it('keeps the newest stretches', () => {
    const many = Array.from({ length: trackLimit * 2 }, (_, turn) =>
      doing(20 + turn, turn % 2 === 0 ? 'editing' : 'reading'),
    )
    const track = trackOf([...begun, ...many])
    expect(track).toHaveLength(trackLimit)
    expect(track.at(-1)).toEqual({ kind: 'reading', from: 19 + trackLimit * 2, to: null })
  })
})
