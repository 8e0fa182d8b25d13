/** The same numbers for the same seed, so that a failure can be repeated. */
export interface Random {
  /** A whole number from 0 up to, and without, `bound`. */
  below(bound: number): number
  pick<Value>(values: readonly Value[]): Value
}

export function randomFrom(seed: number): Random {
  let state = (seed + 1) * 0x9e3779b1
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (bound: number) => next() % bound
  return {
    below,
    pick(values) {
      const value = values[below(values.length)]
      if (value === undefined) throw new Error('nothing to pick from')
      return value
    },
  }
}
