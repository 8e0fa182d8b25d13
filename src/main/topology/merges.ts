import type { GitPort, MergeSides, StandingTree } from '../ports/git.ts'
import { RecentMap } from './recent-map.ts'

/** Merges that one git makes before others have a turn. */
const mergesAtOnce = 40
const keptMerges = 4_000
const keptDistances = 200

/** What merging two states would conflict in, and how far apart two beginnings are: once for each pair of trees. */
export class Merges {
  readonly #git: Pick<GitPort, 'mergeTrees' | 'changedLines'>
  readonly #problem: (message: string, error: unknown) => void
  readonly #conflicts = new RecentMap<readonly string[]>(keptMerges)
  readonly #between = new RecentMap<ReadonlySet<string>>(keptDistances)

  constructor(parts: {
    readonly git: Pick<GitPort, 'mergeTrees' | 'changedLines'>
    readonly problem: (message: string, error: unknown) => void
  }) {
    this.#git = parts.git
    this.#problem = parts.problem
  }

  /** Makes those that are not known yet; `conflictsOf` has them afterwards, where git could. */
  async prepare(pairs: readonly MergeSides[]): Promise<void> {
    const missing = pairs.filter((pair) => this.#conflicts.get(keyOf(pair)) === undefined)
    for (let at = 0; at < missing.length; at += mergesAtOnce) {
      const some = missing.slice(at, at + mergesAtOnce)
      const merged = await this.#git.mergeTrees(some)
      if (!merged.ok) return this.#problem('what threads would conflict in could not be found out', merged.error)
      for (const [index, pair] of some.entries()) this.#conflicts.set(keyOf(pair), merged.value[index] ?? [])
    }
  }

  /** From the top of the repository; none where it isn't known. */
  conflictsOf(pair: MergeSides): readonly string[] {
    return this.#conflicts.get(keyOf(pair)) ?? []
  }

  /** Paths that differ between what two threads started from, from the top of the repository. */
  async movedBetween(one: StandingTree, other: StandingTree): Promise<ReadonlySet<string>> {
    const [from, to] = [one.base, other.base]
    if (from === to || to === null) return new Set()
    const key = `${from} ${to}`
    const known = this.#between.get(key)
    if (known !== undefined) return known
    const changed = await this.#git.changedLines({ ledger: one.ledger, from, to })
    if (!changed.ok) this.#problem('two beginnings could not be compared', changed.error)
    const moved = new Set(changed.ok ? changed.value.map(({ path }) => path) : [])
    this.#between.set(key, moved)
    return moved
  }
}

function keyOf({ ours, theirs }: MergeSides): string {
  return [ours.base, ours.tree, theirs.base, theirs.tree].join(' ')
}
