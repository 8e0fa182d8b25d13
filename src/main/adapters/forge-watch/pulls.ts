import { z } from 'zod'
import type { ForgePullRequest } from '../../ports/forge.ts'
import type { ForgeNews } from '../../ports/forge-watch.ts'
import { beginFresh, fresh, freshPart, type Shown } from './fresh.ts'

/** Beginnings of the commits at the heads of open pull requests, those updated last at the end. */
const heads = z.array(z.tuple([z.number(), z.string()]))
const part = z.object({ opened: freshPart, heads })
type PullsPart = z.infer<typeof part>

const keep = 100
/** More than these open at once: what happens to the ones that were updated longest ago is not known. */
const mostHeads = 400
const prefix = 10

/** Opened ones by their number, updated ones by what their head was before. */
export const pullsReader = {
  name: 'pulls',
  part,
  lossy: true,
  from: ({ opened }: PullsPart): number => opened.since,
  begin: (shown: Shown<ForgePullRequest>): PullsPart => ({
    opened: beginFresh(shown),
    heads: keptHeads([], shown.rows),
  }),
  read(shown: Shown<ForgePullRequest>, before: PullsPart): { news: readonly ForgeNews[]; part: PullsPart } {
    const found = fresh(shown, before.opened, keep)
    const known = new Map(before.heads)
    const isNew = new Set(found.rows)
    const news = shown.rows.flatMap((pull): readonly ForgeNews[] => {
      const { commit } = pull.head
      if (isNew.has(pull)) return [{ kind: 'pull-opened', id: `opened:${pull.number}`, pull }]
      const head = known.get(pull.number)
      const moved = head !== undefined && !commit.startsWith(head)
      return moved ? [{ kind: 'pull-updated', id: `updated:${pull.number}:${commit}`, pull }] : []
    })
    return { news, part: { opened: found.part, heads: keptHeads(before.heads, shown.rows) } }
  },
}

function keptHeads(before: PullsPart['heads'], rows: readonly ForgePullRequest[]): PullsPart['heads'] {
  const all = new Map(before)
  for (const { head, number } of rows) {
    all.delete(number)
    all.set(number, head.commit.slice(0, prefix))
  }
  return [...all].slice(-mostHeads)
}
