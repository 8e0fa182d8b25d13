/** When a person last had the board before them, and before that absence. */
export type Seen = {
  /** The last moment at which the board was in view. */
  readonly last: number
  /** The end of the visit before this one: 'since I looked' begins here. */
  readonly before: number | null
}

/** A shorter look elsewhere is part of the same visit. */
const absence = 60_000

/** The board comes into view. */
export function arrive(seen: Seen | null, now: number): Seen {
  if (seen === null) return { last: now, before: null }
  return { last: now, before: now - seen.last >= absence ? seen.last : seen.before }
}

/** It is still in view. */
export function stay(seen: Seen | null, now: number): Seen {
  return { last: now, before: seen?.before ?? null }
}
