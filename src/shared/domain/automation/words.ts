const steps: readonly (readonly [ms: number, one: string])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
]

/** Milliseconds in the largest unit that fits: `4 minutes`. */
export function span(ms: number): string {
  const [size, one] = steps.find(([step]) => ms >= step) ?? [1_000, 'second']
  const count = Math.floor(ms / size)
  return `${count} ${count === 1 ? one : `${one}s`}`
}

export function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`
}
