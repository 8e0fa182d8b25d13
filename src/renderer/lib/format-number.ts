/** '1 thread', '3 threads', '2 queries' where the plural isn't the word plus s. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Money in US dollars: '$1.84', '<$0.01', '$1,240'. */
export function formatCost(dollars: number): string {
  if (dollars <= 0) return '$0.00'
  if (dollars < 0.01) return '<$0.01'
  return dollars >= 999.995 ? `$${grouped(Math.round(dollars))}` : `$${dollars.toFixed(2)}`
}

/** '840 tokens', '184k tokens', '1.2M tokens'. */
export function formatTokens(tokens: number): string {
  return tokens === 1 ? '1 token' : `${formatCount(tokens)} tokens`
}

/** '840', '184k', '1.2M', '3B': a number where its order is enough. */
export function formatCount(count: number): string {
  if (count < 1000) return String(Math.round(count))
  if (count < 999_500) return `${upToTen(count / 1000)}k`
  if (count < 999_500_000) return `${upToTen(count / 1_000_000)}M`
  return `${upToTen(count / 1_000_000_000)}B`
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** '812 B', '40 MB', '5.1 GB': decimal units. */
export function formatBytes(bytes: number): string {
  const rounds = (size: number) => (size >= 9.95 ? Math.round(size) : size) >= 1000
  let [size, at] = [Math.max(0, bytes), 0]
  while (rounds(size) && at < units.length - 1) {
    size /= 1000
    at += 1
  }
  return `${at === 0 ? Math.round(size) : upToTen(size)} ${units[at]}`
}

/** '38 %', never more than it is: 99.7 % isn't done. */
export function formatShare(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)} %`
}

/** One decimal below ten, none above, and no '.0'. */
export function upToTen(value: number): string {
  return value < 9.95 ? value.toFixed(1).replace('.0', '') : String(Math.round(value))
}

/** '10,000': exact, where every one counts. */
export function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',')
}
