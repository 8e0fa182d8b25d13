/**
 * The order that is shown, from the one before and what waits now, ranked. What stays keeps its place among the others,
 * whatever its rank has become; what is new comes at the end; `held` stays though it waits no longer.
 */
export function arrange(shown: readonly string[], ranked: readonly string[], held: string | null): readonly string[] {
  const waiting = new Set(ranked)
  const before = new Set(shown)
  const stays = shown.filter((key) => waiting.has(key) || key === held)
  const arranged = [...stays, ...ranked.filter((key) => !before.has(key))]
  return sameOrder(arranged, shown) ? shown : arranged
}

function sameOrder(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key, at) => other[at] === key)
}

/** How many stand behind something that ranks lower, because they came later. */
export function outOfPlace(shown: readonly string[], ranked: readonly string[]): number {
  const ranks = new Map(ranked.map((key, rank) => [key, rank]))
  let lowest = -1
  let count = 0
  for (const key of shown) {
    const rank = ranks.get(key)
    if (rank === undefined) continue
    if (rank < lowest) count += 1
    else lowest = rank
  }
  return count
}

/** The one after `key`, and after the last the first; one that is gone is followed by what stood after it. */
export function nextOf(key: string | null, before: readonly string[], now: readonly string[]): string | null {
  const left = new Set(now)
  const at = key === null ? -1 : before.indexOf(key)
  const onward = [...before.slice(at + 1), ...before.slice(0, Math.max(at, 0))].find((other) => left.has(other))
  return onward ?? now[0] ?? null
}
