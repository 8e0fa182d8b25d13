import { z } from 'zod'

/** Rows of a list that are told apart by numbers. */
export interface Numbered {
  readonly number: number
  /** Milliseconds since the epoch, by the forge's clock. */
  readonly createdAt: number
  readonly updatedAt: number
}

export const freshPart = z.object({
  /** Newest update so far. */
  since: z.number(),
  /** Numbers up to this one were there at the beginning. */
  floor: z.number(),
  /** What was created before has been shown by a look that was whole. */
  horizon: z.number(),
  /** Numbers that have been told, in their order, the last ones. */
  known: z.array(z.number()),
})

export type FreshPart = z.infer<typeof freshPart>

export interface Shown<Row> {
  readonly rows: readonly Row[]
  /** When the forge answered, by its clock. */
  readonly at: number
  readonly whole: boolean
}

/** Servers of a forge differ by moments, and show what was made there a moment later. */
const slackMs = 60_000

/** From now on: what a first look shows is old, and so is whatever else was created well before it. */
export function beginFresh({ at, rows }: Pick<Shown<Numbered>, 'at' | 'rows'>): FreshPart {
  const since = rows.reduce((latest, row) => Math.max(latest, row.updatedAt), rows.length === 0 ? at - slackMs : 0)
  const floor = rows.reduce((highest, row) => Math.max(highest, row.number), 0)
  return { since, horizon: at - slackMs, floor, known: [] }
}

/**
 * Which rows are new. A row may show long after it was created, where it was updated since and the list is long, so
 * only a whole look says what is old. `keep` numbers are remembered; with more of them in one go, some may be told
 * twice, but none is lost.
 */
export function fresh<Row extends Numbered>(
  { at, rows, whole }: Shown<Row>,
  part: FreshPart,
  keep: number,
): { readonly rows: readonly Row[]; readonly part: FreshPart } {
  const known = new Set(part.known)
  const isNew = ({ createdAt, number }: Row) => number > part.floor && createdAt >= part.horizon && !known.has(number)
  const found = rows.filter(isNew).sort((one, other) => one.number - other.number)
  const since = rows.reduce((latest, row) => Math.max(latest, row.updatedAt), part.since)
  if (found.length === 0 && since === part.since) return { rows: found, part }
  const all = [...part.known, ...found.map((row) => row.number)]
  const horizon = whole ? Math.max(part.horizon, at - slackMs) : part.horizon
  return { rows: found, part: { since, floor: part.floor, horizon, known: all.slice(-keep) } }
}
