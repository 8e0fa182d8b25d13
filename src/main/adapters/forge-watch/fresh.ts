import { z } from 'zod'

/** Rows of a list that are told apart by ever higher numbers. */
export interface Numbered {
  readonly number: number
  /** Milliseconds since the epoch, by the forge's clock. */
  readonly createdAt: number
  readonly updatedAt: number
}

export const freshPart = z.object({
  /** Newest update so far. */
  since: z.number(),
  /** What was created before is old. */
  start: z.number(),
  /** Numbers up to this one are old. */
  floor: z.number(),
  /** Higher ones that have been told. */
  known: z.array(z.number()),
})

export type FreshPart = z.infer<typeof freshPart>

/** Servers of a forge differ by moments, and show what was made there a moment later. */
const slackMs = 60_000

/** From now on: what a first look shows is old, and so is whatever else was created well before it. */
export function beginFresh(rows: readonly Numbered[], at: number): FreshPart {
  const since = rows.reduce((latest, row) => Math.max(latest, row.updatedAt), rows.length === 0 ? at - slackMs : 0)
  const floor = rows.reduce((highest, row) => Math.max(highest, row.number), 0)
  return { since, start: at - slackMs, floor, known: [] }
}

/**
 * Which rows are new. Numbers need not come in order: of the `keep` highest each is remembered by itself, so that a
 * lower one that shows later is still new.
 */
export function fresh<Row extends Numbered>(
  rows: readonly Row[],
  part: FreshPart,
  keep: number,
): { readonly rows: readonly Row[]; readonly part: FreshPart } {
  const known = new Set(part.known)
  const found = rows.filter((row) => row.number > part.floor && !known.has(row.number) && row.createdAt >= part.start)
  const all = [...known, ...found.map((row) => row.number)].sort((one, other) => one - other)
  const dropped = all.slice(0, Math.max(0, all.length - keep))
  const since = rows.reduce((latest, row) => Math.max(latest, row.updatedAt), part.since)
  return {
    rows: found,
    part: { since, start: part.start, floor: dropped.at(-1) ?? part.floor, known: all.slice(dropped.length) },
  }
}
