/** A commit that touches more says nothing about what belongs together: a rename, a formatter, an import. */
const mostPaths = 50
/** Of one path: the newest commits count. */
const mostCommits = 200
/** Neighbours of that many paths are kept ready. */
const keptNeighbours = 2_000

/** What changed together in a repository's history. Grows; forgets what is older than its limit. */
export class CoChangeIndex {
  readonly #commits: (readonly string[])[] = []
  readonly #byPath = new Map<string, number[]>()
  readonly #neighbours = new Map<string, ReadonlyMap<string, number>>()

  /** How many commits it rests on. */
  get size(): number {
    return this.#commits.length
  }

  paths(): Iterable<string> {
    return this.#byPath.keys()
  }

  /** Takes in commits that are newer than those it has; the oldest first. */
  add(commits: Iterable<readonly string[]>): void {
    for (const paths of commits) {
      if (paths.length === 0 || paths.length > mostPaths) continue
      const number = this.#commits.push(paths) - 1
      for (const path of paths) {
        const known = this.#byPath.get(path)
        if (known === undefined) this.#byPath.set(path, [number])
        else known.push(number)
      }
    }
    this.#neighbours.clear()
  }

  /** How many commits touched it, as far as they are looked at. */
  commitsOf(path: string): number {
    return Math.min(mostCommits, this.#byPath.get(path)?.length ?? 0)
  }

  /** Paths that changed together with this one, and in how many commits. */
  neighboursOf(path: string): ReadonlyMap<string, number> {
    const known = this.#neighbours.get(path)
    if (known !== undefined) return known
    const counts = new Map<string, number>()
    for (const number of this.#byPath.get(path)?.slice(-mostCommits) ?? []) {
      for (const other of this.#commits[number] ?? []) {
        if (other !== path) counts.set(other, (counts.get(other) ?? 0) + 1)
      }
    }
    if (this.#neighbours.size >= keptNeighbours) this.#neighbours.clear()
    this.#neighbours.set(path, counts)
    return counts
  }
}
