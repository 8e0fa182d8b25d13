import type { MessageTick } from '../../../shared/contract/channels/topology.ts'
import type { Track, TrackKind, TrackSegment } from '../../../shared/domain/track/track.ts'
import { formatDuration } from '../../lib/format-duration.ts'
import { plural } from '../../lib/format-number.ts'
import { exactTime } from '../../lib/format-time.ts'

const words: Readonly<Record<TrackKind, string>> = {
  waiting: 'waited for an executor',
  thinking: 'thinking',
  reading: 'reading',
  editing: 'editing',
  running: 'running commands',
  peer: 'talking with another thread',
  'needs-you': 'waited for you',
  ready: 'ready for review',
  trouble: 'stopped',
}

const names: Readonly<Record<TrackKind, string>> = {
  waiting: 'Waiting for an executor',
  thinking: 'Thinking',
  reading: 'Reading',
  editing: 'Editing',
  running: 'Running a command',
  peer: 'Talking with another thread',
  'needs-you': 'Waiting for you',
  ready: 'Ready for review',
  trouble: 'Stopped',
}

export interface TrackTime {
  /** Both in ms since the epoch. */
  readonly since: number
  readonly now: number
  /** What peers told each other. */
  readonly messages?: readonly MessageTick[]
}

/** What a track shows, for those who don't see it: 'editing 4 min, waited for you 2 min in the last 15 min'. */
export function trackSummary(track: Track, { since, now, messages = [] }: TrackTime): string {
  const lengths = new Map<TrackKind, number>()
  for (const { kind, from, to } of track) {
    const length = Math.min(to ?? now, now) - Math.max(from, since)
    if (length > 0) lengths.set(kind, (lengths.get(kind) ?? 0) + length)
  }
  const parts = [...lengths]
    .sort(([, one], [, other]) => other - one)
    .map(([kind, length]) => `${words[kind]} ${formatDuration(length)}`)
  const told = messages.filter(({ at }) => at >= since).length
  if (told > 0) parts.push(plural(told, 'message'))
  return `${parts.length === 0 ? 'nothing' : parts.join(', ')} in the last ${formatDuration(now - since)}`
}

/** One stretch: what it was, exactly from when to when, and how long. */
export function segmentWords({ kind, from, to }: TrackSegment, now: number): string {
  const length = formatDuration(Math.max(0, (to ?? now) - from))
  const [date, start = ''] = exactTime(from).split(', ')
  const [endDate, end = ''] = to === null ? [date, 'now'] : exactTime(to).split(', ')
  const times = date === endDate ? `${start} – ${end}` : `${exactTime(from)} – ${endDate}, ${end}`
  return `${names[kind]}, ${length}\n${times}`
}

/** The message nearest to a moment, not farther than `within` ms. */
export function tickAt(messages: readonly MessageTick[], at: number, within: number): MessageTick | null {
  let nearest: MessageTick | null = null
  for (const tick of messages) {
    const away = Math.abs(tick.at - at)
    if (away <= within && (nearest === null || away <= Math.abs(nearest.at - at))) nearest = tick
  }
  return nearest
}

/** The stretch nearest to a moment, not farther than `within` ms; the one that covers it goes first. */
export function segmentAt(track: Track, at: number, within: number): TrackSegment | null {
  let nearest: TrackSegment | null = null
  let distance = within
  for (const segment of track) {
    const away = Math.max(segment.from - at, at - (segment.to ?? Number.POSITIVE_INFINITY), 0)
    if (away > distance || (away === distance && nearest !== null)) continue
    nearest = segment
    distance = away
  }
  return nearest
}
