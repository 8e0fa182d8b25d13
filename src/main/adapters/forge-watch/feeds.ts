import type { z } from 'zod'
import type { JsonValue } from '../../../shared/kernel/json.ts'
import { ok } from '../../../shared/kernel/result.ts'
import type { Forge, ForgeRepository, ForgeResult, From, Listed, Seen } from '../../ports/forge.ts'
import type { ForgeFeed, ForgeNews } from '../../ports/forge-watch.ts'
import { checksFeed } from './checks.ts'
import type { Feed, Look, Reading } from './feed.ts'
import { beginFresh, type FreshPart, fresh, freshPart, type Numbered, type Shown } from './fresh.ts'
import { pullsReader } from './pulls.ts'

/** A list by time or id, of which each follower has read so far. */
interface Reader<Row, Part> {
  readonly name: string
  readonly part: z.ZodType<Part>
  /** What is older than its bound is lost where there is too much. */
  readonly lossy: boolean
  from(part: Part): number
  list(from: From, seen: Seen): ForgeResult<Listed<Row>>
  begin(shown: Shown<Row>): Part
  read(shown: Shown<Row>, part: Part): { readonly news: readonly ForgeNews[]; readonly part: Part }
}

export function openFeed(forge: Forge, at: ForgeRepository, feed: ForgeFeed): Feed {
  switch (feed) {
    case 'issues':
      return feedOf(issuesReader(forge, at))
    case 'events':
      return feedOf(eventsReader(forge, at))
    case 'comments':
      return feedOf(commentsReader(forge, at))
    case 'pulls':
      return feedOf({ ...pullsReader, list: (since, seen) => forge.pullRequests(at, { since, seen }) })
    default:
      return checksFeed(forge, at, feed.checksOf)
  }
}

function feedOf<Row, Part>(reader: Reader<Row, Part>): Feed {
  const partOf = (part: JsonValue | null): Part | null => {
    const read = reader.part.safeParse(part)
    return read.success ? read.data : null
  }
  return {
    name: reader.name,
    from: (parts) => Math.min(...parts.map(partOf).map((part) => (part === null ? 0 : reader.from(part)))),
    async look(from, seen): ForgeResult<Look> {
      const listed = await reader.list(typeof from === 'number' ? from : null, seen)
      if (!listed.ok) return listed
      const { at, cut, etag, rows, whole } = listed.value
      const told = cut && typeof from === 'number'
      if (rows === null) return ok({ etag, more: false, lost: false, read: null })
      const read = (written: JsonValue | null): Reading => {
        const part = partOf(written)
        const reading =
          part === null ? { news: [], part: reader.begin({ rows, at, whole }) } : reader.read({ rows, at, whole }, part)
        return { news: reading.news, part: JSON.parse(JSON.stringify(reading.part)) as JsonValue }
      }
      return ok({ etag, more: told && !reader.lossy, lost: told && reader.lossy, read })
    },
  }
}

function numbered<Row>(shown: Shown<Row>, numbersOf: (row: Row) => Numbered): Shown<Numbered & { readonly row: Row }> {
  return { ...shown, rows: shown.rows.map((row) => ({ ...numbersOf(row), row })) }
}

/** How many of those that were told are remembered. */
const keep = 400
/** Events have no list by time: each look goes back behind all that are remembered. */
const keepEvents = 50

function issuesReader(forge: Forge, at: ForgeRepository): Reader<ReadRow<Forge['issues']>, FreshPart> {
  return {
    name: 'issues',
    part: freshPart,
    lossy: false,
    from: ({ since }) => since,
    list: (since, seen) => forge.issues(at, { since, seen }),
    begin: beginFresh,
    read(shown, part) {
      const found = fresh(shown, part, keep)
      const issues = found.rows.filter(({ pullRequest }) => !pullRequest)
      return { news: issues.map((issue) => ({ kind: 'issue', id: `opened:${issue.number}`, issue })), part: found.part }
    },
  }
}

function eventsReader(forge: Forge, at: ForgeRepository): Reader<ReadRow<Forge['issueEvents']>, FreshPart> {
  const numbers = ({ at: time, id }: ReadRow<Forge['issueEvents']>) => ({
    number: id,
    createdAt: time,
    updatedAt: time,
  })
  return {
    name: 'events',
    part: freshPart,
    lossy: true,
    from: ({ floor, known }) => (known.length < keepEvents ? floor : Math.min(...known) - 1),
    list: (after, seen) => forge.issueEvents(at, { after, seen }),
    begin: (shown) => beginFresh(numbered(shown, numbers)),
    read(shown, part) {
      const found = fresh(numbered(shown, numbers), part, keepEvents)
      const news = found.rows.map(({ row: event }): ForgeNews => {
        return { kind: 'event', id: `${event.event}:${event.issue.number}:${event.id}`, event }
      })
      return { news, part: found.part }
    },
  }
}

function commentsReader(forge: Forge, at: ForgeRepository): Reader<ReadRow<Forge['comments']>, FreshPart> {
  const numbers = ({ createdAt, id, updatedAt }: ReadRow<Forge['comments']>) => ({ number: id, createdAt, updatedAt })
  return {
    name: 'comments',
    part: freshPart,
    lossy: false,
    from: ({ since }) => since,
    list: (since, seen) => forge.comments(at, { since, seen }),
    begin: (shown) => beginFresh(numbered(shown, numbers)),
    read(shown, part) {
      const found = fresh(numbered(shown, numbers), part, keep)
      const news = found.rows.map(({ row: comment }): ForgeNews => {
        return { kind: 'comment', id: `commented:${comment.id}`, comment }
      })
      return { news, part: found.part }
    },
  }
}

type ReadRow<Ask> = Ask extends (...args: never) => Promise<infer Answer>
  ? Extract<Answer, { readonly ok: true }> extends { readonly value: Listed<infer Row> }
    ? Row
    : never
  : never
