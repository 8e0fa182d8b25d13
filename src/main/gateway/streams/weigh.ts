/** About how long a value is as JSON, without writing it. */
export function weigh(value: unknown): number {
  if (typeof value === 'string') return value.length + 2
  if (typeof value !== 'object' || value === null) return 6
  let sum = 2
  for (const [key, member] of Object.entries(value)) sum += key.length + 4 + weigh(member)
  return sum
}

/** How many of the first items fit into one batch; at least one. */
export function fitting(items: readonly unknown[], limit: { readonly rows: number; readonly size: number }): number {
  let size = 0
  for (const [at, item] of items.entries()) {
    size += weigh(item)
    if (at > 0 && (size > limit.size || at >= limit.rows)) return at
  }
  return items.length
}
