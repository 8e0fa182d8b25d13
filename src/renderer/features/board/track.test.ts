import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MessageTick } from '../../../shared/contract/channels/topology.ts'
import type { Track, TrackKind } from '../../../shared/domain/track/track.ts'
import { layTicks, layTrack } from './lay-track.ts'
import { segmentAt, segmentWords, tickAt, trackSummary } from './track-words.ts'

const kinds: readonly TrackKind[] = ['waiting', 'thinking', 'reading', 'editing', 'running', 'needs-you', 'ready']

const tracks = fc
  .array(fc.tuple(fc.constantFrom(...kinds), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 5000 })), {
    maxLength: 60,
  })
  .map((parts): Track => {
    let at = 0
    return parts.map(([kind, gap, length], index) => {
      const from = at + gap
      at = from + length
      return { kind, from, to: index === parts.length - 1 ? null : at }
    })
  })
const spans = fc.record({
  since: fc.integer({ min: 0, max: 60_000 }),
  length: fc.integer({ min: 1, max: 200_000 }),
  width: fc.integer({ min: 1, max: 900 }),
})

describe('what is drawn of a track', () => {
  it('stays on the axis, in order, in no more pieces than pixels', () => {
    fc.assert(
      fc.property(tracks, spans, (track, { since, length, width }) => {
        const marks = layTrack(track, { since, now: since + length, width })
        // What is just beginning and what lasts take at least a pixel each.
        expect(marks.length).toBeLessThanOrEqual(width + 2)
        for (const { left, width: wide } of marks) {
          expect(left).toBeGreaterThan(-1)
          expect(left).toBeLessThanOrEqual(width)
          expect(wide).toBeGreaterThanOrEqual(1)
        }
        const lefts = marks.filter(({ present }) => !present).map(({ left }) => left)
        expect(lefts).toEqual([...lefts].sort((one, other) => one - other))
      }),
    )
  })

  it('is to scale', () => {
    const track: Track = [
      { kind: 'reading', from: 0, to: 1000 },
      { kind: 'editing', from: 1000, to: null },
    ]
    expect(layTrack(track, { since: 0, now: 4000, width: 400 })).toEqual([
      { kind: 'reading', left: 0, width: 100, present: false },
      { kind: 'editing', left: 100, width: 300, present: true },
    ])
  })

  it('draws what is too narrow together, as what it mostly was', () => {
    const track: Track = Array.from({ length: 100 }, (_, at) => ({
      kind: at % 4 === 0 ? 'reading' : 'editing',
      from: at * 10,
      to: at * 10 + 10,
    }))
    const marks = layTrack(track, { since: 0, now: 1000, width: 10 })
    expect(marks.length).toBeLessThanOrEqual(10)
    expect(new Set(marks.map(({ kind }) => kind))).toEqual(new Set(['editing']))
  })

  it('always shows what has only just begun', () => {
    const track: Track = [{ kind: 'needs-you', from: 99_990, to: null }]
    expect(layTrack(track, { since: 0, now: 100_000, width: 200 })).toEqual([
      { kind: 'needs-you', left: 199, width: 1, present: true },
    ])
  })

  it('leaves out what was over before the axis begins, and cuts what reaches into it', () => {
    const track: Track = [
      { kind: 'reading', from: 0, to: 500 },
      { kind: 'editing', from: 500, to: 1500 },
    ]
    expect(layTrack(track, { since: 1000, now: 2000, width: 100 })).toEqual([
      { kind: 'editing', left: 0, width: 50, present: false },
    ])
  })
})

describe('a track in words', () => {
  const minute = 60_000
  const track: Track = [
    { kind: 'editing', from: 0, to: 4 * minute },
    { kind: 'needs-you', from: 4 * minute, to: null },
  ]

  it('sums up what the axis shows', () => {
    expect(trackSummary(track, { since: 0, now: 6 * minute })).toBe(
      'editing 4 min, waited for you 2 min in the last 6 min',
    )
    expect(trackSummary(track, { since: 3 * minute, now: 6 * minute })).toBe(
      'waited for you 2 min, editing 1 min in the last 3 min',
    )
    expect(trackSummary([], { since: 0, now: minute })).toBe('nothing in the last 1 min')
  })

  it('finds the stretch under the pointer, or a near one', () => {
    expect(segmentAt(track, 2 * minute, 0)?.kind).toBe('editing')
    expect(segmentAt(track, 90 * minute, 0)?.kind).toBe('needs-you')
    expect(segmentAt([{ kind: 'reading', from: 10, to: 20 }], 23, 4)?.kind).toBe('reading')
    expect(segmentAt([{ kind: 'reading', from: 10, to: 20 }], 25, 4)).toBeNull()
  })

  it('tells a stretch exactly', () => {
    const at = new Date(2026, 10, 20, 14, 19, 7).getTime()
    const words = segmentWords({ kind: 'running', from: at, to: at + 6100 }, at + minute)
    expect(words).toBe('Running a command, 6.1 s\n14:19:07 – 14:19:13')
    expect(segmentWords({ kind: 'ready', from: at, to: null }, at + minute)).toBe(
      'Ready for review, 1 min\n14:19:07 – now',
    )
  })
})

describe('messages on a track', () => {
  const tick = (at: number) => ({ at, other: null, direction: 'from', message: `m${at}` }) as unknown as MessageTick

  it('are drawn within the axis, and those that are close as one', () => {
    const messages = [10, 100, 101, 104, 130, 200].map(tick)
    expect(layTicks(messages, { since: 100, now: 200, width: 100 })).toEqual([0, 30, 98])
  })

  it('are pointed at nearby: the nearest, and of two the later', () => {
    const messages = [100, 110, 110].map(tick)
    expect(tickAt(messages, 103, 4)?.at).toBe(100)
    expect(tickAt(messages, 105, 4)).toBeNull()
    expect(tickAt(messages, 108, 4)).toBe(messages[2])
  })

  it('are counted for those who do not see them', () => {
    expect(trackSummary([], { since: 100, now: 60_100, messages: [50, 150].map(tick) })).toContain('1 message in')
  })
})
