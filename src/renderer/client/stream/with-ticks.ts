import type { MessageTick } from '../../../shared/contract/channels/topology.ts'

/** Messages of one thread, oldest first, each once. */
export type Ticks = readonly MessageTick[]

/** What one thread's track keeps at most; the oldest go first. */
export const tickLimit = 1000

/** With more of them; the same list where all were known. */
export function withTicks(known: Ticks, more: Ticks): Ticks {
  const ids = new Set(known.map(({ message }) => message))
  const fresh = more.filter(({ message }) => {
    const isNew = !ids.has(message)
    ids.add(message)
    return isNew
  })
  if (fresh.length === 0) return known
  const last = known.at(-1)?.at ?? 0
  const all = [...known, ...fresh]
  if (fresh.some(({ at }) => at < last) || fresh.length > 1) all.sort((one, other) => one.at - other.at)
  return all.slice(-tickLimit)
}
