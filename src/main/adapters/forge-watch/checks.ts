import { z } from 'zod'
import type { JsonValue } from '../../../shared/kernel/json.ts'
import { ok } from '../../../shared/kernel/result.ts'
import type { Forge, ForgeCheck, ForgeRepository, ForgeResult, Seen } from '../../ports/forge.ts'
import type { ForgeNews } from '../../ports/forge-watch.ts'
import type { Feed, Look, Reading } from './feed.ts'

const shape = z.object({
  /** Completed ones that have been told, or were there at the beginning. */
  known: z.array(z.number()),
  /** Commits on which some were under way, oldest first. */
  open: z.array(z.string()),
})
type ChecksPart = z.infer<typeof shape>

const mostKnown = 400
/** A check that never ends would have its commit asked for for ever. */
const mostOpen = 5

/** Checks have no list by time: the newest commit's are looked at, and those of commits on which some didn't end yet. */
export function checksFeed(forge: Forge, at: ForgeRepository, branch: string): Feed {
  const older = new OlderCommits(forge, at)
  return {
    name: `checks of ${branch}`,
    from: (parts) => [...new Set(parts.map(partOf).flatMap((part) => part?.open ?? []))],
    async look(from, seen: Seen): ForgeResult<Look> {
      const ref = branch === 'HEAD' ? branch : `heads/${branch}`
      const tip = await forge.checks(at, { ref, seen })
      if (!tip.ok) return tip
      const rest = await older.look(Array.isArray(from) ? from.map(String) : [], seen.etag === null)
      if (!rest.ok) return rest
      const { etag } = tip.value
      const none = { etag, more: false, lost: false }
      if (tip.value.rows === null && rest.value === null) return ok({ ...none, read: null })
      const rows = [...(rest.value ?? []), ...(tip.value.rows ?? [])]
      return ok({ ...none, read: (part) => readChecks(rows, partOf(part)) })
    },
  }
}

class OlderCommits {
  readonly #forge: Forge
  readonly #at: ForgeRepository
  #tags: ReadonlyMap<string, string | null> = new Map()

  constructor(forge: Forge, at: ForgeRepository) {
    this.#forge = forge
    this.#at = at
  }

  /** Null where nothing changed. `fresh`: somebody hasn't read what the last look showed. */
  async look(commits: readonly string[], fresh: boolean): ForgeResult<readonly ForgeCheck[] | null> {
    const [found, tags] = [[] as (readonly ForgeCheck[])[], new Map<string, string | null>()]
    for (const commit of commits) {
      const etag = fresh ? null : (this.#tags.get(commit) ?? null)
      const listed = await this.#forge.checks(this.#at, { ref: commit, seen: { etag } })
      // A commit that was thrown away has no checks to wait for.
      if (!listed.ok && listed.error.code === 'forge-refused') continue
      if (!listed.ok) return listed
      tags.set(commit, listed.value.etag)
      if (listed.value.rows !== null) found.push(listed.value.rows)
    }
    this.#tags = tags
    return ok(found.length === 0 ? null : found.flat())
  }
}

function readChecks(rows: readonly ForgeCheck[], part: ChecksPart | null): Reading {
  const ended = rows.filter(({ conclusion }) => conclusion !== null)
  const told = new Set(part?.known ?? [])
  const seen = new Set(rows.map(({ commit }) => commit))
  const waiting = new Set(rows.filter(({ conclusion }) => conclusion === null).map(({ commit }) => commit))
  const still = (part?.open ?? []).filter((commit) => !seen.has(commit) || waiting.has(commit))
  const known = new Set([...told, ...ended.map(({ id }) => id)])
  const next: ChecksPart = {
    known: [...known].sort((one, other) => one - other).slice(-mostKnown),
    open: [...new Set([...still, ...waiting])].slice(-mostOpen),
  }
  const news = part === null ? [] : ended.filter(({ id }) => !told.has(id))
  return {
    news: news.map((check): ForgeNews => ({ kind: 'check', id: `check:${check.id}`, check })),
    part: next,
  }
}

function partOf(part: JsonValue | null): ChecksPart | null {
  const read = shape.safeParse(part)
  return read.success ? read.data : null
}
