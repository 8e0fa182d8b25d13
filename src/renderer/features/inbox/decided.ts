export type Decided = {
  readonly key: string
  readonly title: string
  /** What was done: 'Merged', 'Discarded'. */
  readonly what: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** What was decided on one day. Those of another day are of no more use. */
export type DecidedToday = { readonly day: string; readonly items: readonly Decided[] }

export const nothingDecided: DecidedToday = { day: '', items: [] }

const limit = 200

/** The person's own day. */
function dayOf(at: number): string {
  return new Date(at).toDateString()
}

export function decidedOn(known: DecidedToday, now: number): readonly Decided[] {
  return known.day === dayOf(now) ? known.items : []
}

/** With one more, newest first. */
export function withDecided(known: DecidedToday, one: Decided): DecidedToday {
  return { day: dayOf(one.at), items: [one, ...decidedOn(known, one.at)].slice(0, limit) }
}
