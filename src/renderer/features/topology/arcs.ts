import type { MessageTick } from '../../../shared/contract/channels/topology.ts'

/** Where a message goes from lane to lane; in px from the first row's top left. */
export interface Arc {
  readonly message: string
  readonly x: number
  /** Of the lane that is looked at. */
  readonly from: number
  /** Of the other lane, or where the arc leaves for one that isn't listed. */
  readonly to: number
  /** The end at which the message arrives. */
  readonly arrives: 'from' | 'to'
  readonly listed: boolean
}

export interface ArcSpan {
  readonly since: number
  readonly now: number
  readonly left: number
  readonly width: number
}

export interface ArcLanes {
  readonly lane: number
  /** Middle of another thread's row; null for one that isn't listed. */
  readonly place: (thread: string) => number | null
}

/** How far an arc reaches towards a lane that isn't listed. */
const stub = 20

/** Those of the span, the newest last and at most `most` of them. */
export function arcsOf(
  ticks: readonly MessageTick[],
  { since, now, left, width }: ArcSpan,
  { lane, place, most }: ArcLanes & { readonly most: number },
): readonly Arc[] {
  const within = ticks.filter(({ at }) => at >= since && at <= now).slice(-most)
  return within.map(({ at, direction, message, other }) => {
    const there = other === null ? null : place(other)
    return {
      message,
      x: left + ((at - since) / Math.max(1, now - since)) * width,
      from: lane,
      to: there ?? lane - stub,
      arrives: direction === 'from' ? 'from' : 'to',
      listed: there !== null,
    }
  })
}

/** Bulges to the side on which there is room, the farther the more. */
export function arcPath({ from, to, x }: Arc, right: number): string {
  const bulge = Math.min(26, 8 + Math.abs(to - from) / 8)
  const side = x + bulge > right ? x - bulge : x + bulge
  return `M ${round(x)} ${round(from)} C ${round(side)} ${round(from)}, ${round(side)} ${round(to)}, ${round(x)} ${round(to)}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
