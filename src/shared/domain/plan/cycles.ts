interface Node {
  readonly key: string
  readonly after: readonly { readonly on: string }[]
}

/** A dense plan has more ways round than anybody corrects, each of them hundreds of keys long. */
const mostCycles = 50
/** Keys of a way round that are named at its beginning and at its end. */
const named = 8

/**
 * Ways round, the first ones: each names the keys in the order in which they wait for each other, from the first node of the list that
 * is part of it and back to that. None where the nodes can be done one after the other. Unknown keys are passed over.
 */
export function findCycles(nodes: readonly Node[]): readonly (readonly string[])[] {
  const search = new Search(nodes)
  for (const { key } of nodes) search.from(key)
  return search.found
}

/** A way round in words; a long one without its middle. */
export function wayRound(keys: readonly string[]): string {
  const left = keys.length - 2 * named
  if (left <= 1) return keys.join(' comes after ')
  return [...keys.slice(0, named), `${left} others`, ...keys.slice(-named)].join(' comes after ')
}

/** Walks deep without recursion, so that a long chain is no trouble. */
class Search {
  readonly found: (readonly string[])[] = []
  readonly #links: ReadonlyMap<string, readonly string[]>
  readonly #done = new Set<string>()
  readonly #path: string[] = []
  readonly #onPath = new Set<string>()

  constructor(nodes: readonly Node[]) {
    this.#links = new Map(nodes.map(({ after, key }) => [key, after.map(({ on }) => on)]))
  }

  from(key: string): void {
    if (this.#done.has(key)) return
    const open = [this.#enter(key)]
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = top.next().value
      if (next === undefined) {
        open.pop()
        this.#leave()
      } else if (this.#onPath.has(next)) this.#note(next)
      else if (this.#links.has(next) && !this.#done.has(next)) open.push(this.#enter(next))
    }
  }

  #enter(key: string): Iterator<string, undefined> {
    this.#path.push(key)
    this.#onPath.add(key)
    return (this.#links.get(key) ?? [])[Symbol.iterator]() as Iterator<string, undefined>
  }

  #leave(): void {
    const key = this.#path.pop()
    if (key === undefined) return
    this.#onPath.delete(key)
    this.#done.add(key)
  }

  #note(key: string): void {
    if (this.found.length >= mostCycles) return
    const cycle = this.#path.slice(this.#path.indexOf(key))
    // A task that names itself has a problem of its own.
    if (cycle.length > 1) this.found.push([...cycle, key])
  }
}
