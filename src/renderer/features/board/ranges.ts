/** How much of the past the time axis shows. */
export type Range = '15m' | '2h' | 'run' | 'seen'

export const ranges: readonly { readonly value: Range; readonly title: string }[] = [
  { value: '15m', title: '15 min' },
  { value: '2h', title: '2 h' },
  { value: 'run', title: 'Whole run' },
  { value: 'seen', title: 'Since I looked' },
]

export interface RangeFacts {
  /** When the oldest thread that the board lists was dispatched; null without any. */
  readonly oldest: number | null
  /** When a person last looked; null on the first time. */
  readonly seen: number | null
}

const minute = 60_000
const usual = 15 * minute
const shortest = minute
/** What lies before the beginning, so that its mark isn't the edge. */
const lead = 0.06

/**
 * What is shown until a person chooses: the whole run while it fits into a quarter of an hour, from then on the last
 * quarter. One goes over into the other at the same length, so that nothing jumps.
 */
export function usualRange(now: number, { oldest }: Pick<RangeFacts, 'oldest'>): Range {
  return oldest !== null && reaching(oldest, now) < usual ? 'run' : '15m'
}

/** How long the axis is, in ms, from its left end to the present. */
export function rangeLength(range: Range, now: number, { oldest, seen }: RangeFacts): number {
  switch (range) {
    case '15m':
      return usual
    case '2h':
      return 120 * minute
    case 'run':
      return reaching(oldest, now)
    case 'seen':
      return reaching(seen, now)
  }
}

function reaching(from: number | null, now: number): number {
  return from === null ? usual : Math.max(shortest, (now - from) / (1 - lead))
}

/** How often the axis moves on, in ms: by about a pixel, and never faster than can be followed. */
export function rangePace(length: number): number {
  if (length <= 5 * minute) return 1000
  if (length <= 20 * minute) return 2000
  return length <= 180 * minute ? 10_000 : 30_000
}
