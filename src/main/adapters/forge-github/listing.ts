import type { z } from 'zod'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { ForgeFailure, Listed, Seen } from '../../ports/forge.ts'
import type { Answer, Ask } from './client.ts'

export type Asking = (ask: Ask) => Promise<Result<Answer, ForgeFailure>>
type Parsed<Row> = Result<readonly Row[], ForgeFailure>

/** Of one question that can go on where it was cut, and of one that can't. */
const mostPages = 10
const mostPagesBack = 50
const perPage = 100

/** How a list is cut into pages, and how its rows are told apart. */
export interface Listing<Row> {
  readonly ask: Omit<Ask, 'etag'>
  readonly seen: Seen
  parse(data: unknown): Parsed<Row>
  id(row: Row): number
}

/**
 * Rows by their last update from `since` on, oldest first. Each next page is asked for by the time of the last row
 * rather than by its number: what is updated meanwhile goes to the end, and would move others out of sight.
 */
export async function listSince<Row extends { readonly updatedAt: number }>(
  asking: Asking,
  since: number,
  listing: Listing<Row>,
): Promise<Result<Listed<Row>, ForgeFailure>> {
  const rows = new Map<number, Row>()
  let [from, page] = [since, 1]
  for (let asked = 1; ; asked += 1) {
    const read = await readPage(asking, listing, { since: new Date(from).toISOString(), page, first: asked === 1 })
    if (!read.ok) return read
    const { answer, found } = read.value
    if (found === null) return unchanged(answer)
    for (const row of found) rows.set(listing.id(row), row)
    if (!answer.more || isEnough(asked, from > since)) {
      // Whether a later page is changed doesn't show in the first one's tag.
      return ok({
        rows: byUpdate(rows),
        etag: asked > 1 ? null : answer.etag,
        at: answer.at,
        cut: answer.more,
        whole: !answer.more,
      })
    }
    const last = Math.max(from, ...found.map((row) => row.updatedAt))
    page = last > from ? 1 : page + 1
    from = last
  }
}

/** Rows of one and the same time have to be read to their end: asked for again, they would begin anew. */
function isEnough(asked: number, gotOn: boolean): boolean {
  return asked >= (gotOn ? mostPages : mostPagesBack)
}

export interface Back<Row> {
  readonly wanted: (row: Row) => boolean
  /** False: the first page is enough. */
  readonly more: boolean
  /** Rows stay in their order; where they don't, one may go to a page that was read before. */
  readonly steady: boolean
}

/**
 * Rows from the newest one back as long as `wanted` says, oldest first: what is new moves others to later pages only,
 * where they come a second time.
 */
export async function listBack<Row>(
  asking: Asking,
  listing: Listing<Row>,
  { more, steady, wanted }: Back<Row>,
): Promise<Result<Listed<Row>, ForgeFailure>> {
  const rows = new Map<number, Row>()
  const isStill = (page: number) => steady || page === 1
  let first: Answer | null = null
  for (let page = 1; ; page += 1) {
    const read = await readPage(asking, listing, { page, first: page === 1 })
    if (!read.ok) return read
    const { answer, found } = read.value
    if (found === null) return unchanged(answer)
    first ??= answer
    const fitting = found.filter((row) => wanted(row) && !rows.has(listing.id(row)))
    for (const row of fitting) rows.set(listing.id(row), row)
    const reached = !more || !answer.more || !found.every(wanted)
    if (reached || page === mostPagesBack) {
      const etag = reached ? first.etag : null
      return ok({
        rows: [...rows.values()].reverse(),
        etag,
        at: first.at,
        cut: !reached,
        whole: reached && isStill(page),
      })
    }
  }
}

interface Page<Row> {
  readonly answer: Answer
  /** Null where nothing changed. */
  readonly found: readonly Row[] | null
}

async function readPage<Row>(
  asking: Asking,
  { ask, parse, seen }: Listing<Row>,
  { first, ...place }: { readonly page: number; readonly since?: string; readonly first: boolean },
): Promise<Result<Page<Row>, ForgeFailure>> {
  const parameters = { ...ask.parameters, ...place, per_page: perPage }
  const answer = await asking({ ...ask, parameters, etag: first ? seen.etag : null })
  if (!answer.ok) return answer
  if (answer.value.status === 304) return ok({ answer: answer.value, found: null })
  const found = parse(answer.value.data)
  return found.ok ? ok({ answer: answer.value, found: found.value }) : found
}

/** Rows one by one, so that an unreadable answer is told as one. */
export function rowsOf<Row>(shape: z.ZodType<Row>, unreadable: ForgeFailure): (data: unknown) => Parsed<Row> {
  return (data) => {
    const read = shape.array().safeParse(data)
    return read.success ? ok(read.data) : err(unreadable)
  }
}

function unchanged<Row>({ at, etag }: Answer): Result<Listed<Row>, ForgeFailure> {
  return ok({ rows: null, etag, at, cut: false, whole: true })
}

function byUpdate<Row extends { readonly updatedAt: number }>(rows: ReadonlyMap<number, Row>): readonly Row[] {
  return [...rows.values()].sort((one, other) => one.updatedAt - other.updatedAt)
}
