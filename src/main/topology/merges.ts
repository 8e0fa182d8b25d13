import { ok } from '../../shared/kernel/result.ts'
import type { GitPort, GitResult, MergeSides, StandingTree } from '../ports/git.ts'
import { RecentMap } from './recent-map.ts'

/** Merges that one git makes before others have a turn. */
const mergesAtOnce = 40
const keptMerges = 4_000
const keptDistances = 200

type MergeGit = Pick<GitPort, 'mergeTrees' | 'changedLines'>

/** What merging two states would conflict in, and how far apart two beginnings are: once for each pair of trees. */
export class Merges {
  readonly #git: MergeGit
  readonly #conflicts = new RecentMap<readonly string[]>(keptMerges)
  readonly #between = new RecentMap<ReadonlySet<string>>(keptDistances)

  constructor(git: MergeGit) {
    this.#git = git
  }

  /** Makes those that are not known yet; `conflictsOf` has them afterwards. The rest of them where one fails. */
  async prepare(pairs: readonly MergeSides[]): GitResult<void> {
    const missing = pairs.filter((pair) => this.#conflicts.get(keyOf(pair)) === undefined)
    let outcome: Awaited<GitResult<void>> = ok(undefined)
    for (let at = 0; at < missing.length; at += mergesAtOnce) {
      const some = missing.slice(at, at + mergesAtOnce)
      const made = await this.#make(some)
      if (!made.ok) outcome = await this.#makeEach(some)
    }
    return outcome
  }

  async #make(pairs: readonly MergeSides[]): GitResult<void> {
    const merged = await this.#git.mergeTrees(pairs)
    if (!merged.ok) return merged
    for (const [index, pair] of pairs.entries()) this.#conflicts.set(keyOf(pair), merged.value[index] ?? [])
    return ok(undefined)
  }

  /** One thread that goes meanwhile must not take the others along. */
  async #makeEach(pairs: readonly MergeSides[]): GitResult<void> {
    let outcome: Awaited<GitResult<void>> = ok(undefined)
    for (const pair of pairs) {
      const made = await this.#make([pair])
      if (!made.ok) outcome = made
    }
    return outcome
  }

  /** From the top of the repository; undefined where it isn't known. */
  conflictsOf(pair: MergeSides): readonly string[] | undefined {
    return this.#conflicts.get(keyOf(pair))
  }

  /** Paths that differ between what two threads started from, from the top of the repository. */
  async movedBetween(one: StandingTree, other: StandingTree): GitResult<ReadonlySet<string>> {
    const [from, to] = [one.base, other.base]
    if (from === to || to === null) return ok(new Set())
    const key = `${from} ${to}`
    const known = this.#between.get(key)
    if (known !== undefined) return ok(known)
    const changed = await this.#git.changedLines({ ledger: one.ledger, from, to })
    if (!changed.ok) return changed
    const moved = new Set(changed.value.map(({ path }) => path))
    this.#between.set(key, moved)
    return ok(moved)
  }
}

function keyOf({ ours, theirs }: MergeSides): string {
  return [ours.base, ours.tree, theirs.base, theirs.tree].join(' ')
}
