/** One line of a benchmark's table. */
export type Row = Readonly<Record<string, string | number>>

/** A limit that decides whether the benchmark passed. */
export interface Gate {
  readonly name: string
  readonly measured: number
  readonly limit: number
  readonly passed: boolean
}

export interface Outcome {
  readonly rows: readonly Row[]
  readonly gates: readonly Gate[]
  /** Measures that don't depend on the machine's speed, less is better; compared with the committed baseline. */
  readonly ratios: Readonly<Record<string, number>>
}

export interface BenchContext {
  /** Valid rounds to measure, at least 7 for numbers that are published. */
  readonly rounds: number
  /** The long variant of it, where there is one. */
  readonly long: boolean
  /** Where what is measured is drawn by chance: what to begin with. Null takes the benchmark's own. */
  readonly seed: number | null
  /** How long it goes on, where that can be chosen. Null takes the benchmark's own. */
  readonly minutes: number | null
  /** An empty folder, removed afterwards. */
  readonly folder: string
  /** Milliseconds on a clock that never goes back. */
  now(): number
  /** Progress for the person who waits; not part of the result. */
  note(line: string): void
}

/** What a file `bench/NAME.bench.ts` exports as `name` and `run`. */
export interface BenchModule {
  readonly name: string
  run(context: BenchContext): Promise<Outcome>
}

export function atMost(name: string, measured: number, limit: number): Gate {
  return { name, measured, limit, passed: measured <= limit }
}

export function atLeast(name: string, measured: number, limit: number): Gate {
  return { name, measured, limit, passed: measured >= limit }
}
