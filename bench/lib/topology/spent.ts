/** What one agent spent on others, and what it met. */
export interface Spent {
  /** Messages of the store that it read. */
  read: number
  /** Texts of its own that were taken: messages, where a broadcast is written once, and contracts. */
  written: number
  /** Those that were not, since somebody else was first or nobody is there any more. */
  lost: number
  /** Contracts that it read. */
  contracts: number
  roundTrips: number
  /** Work that did not fit what had landed, at the landing or when it was taken in. */
  conflicts: number
  /** Milliseconds of work done again. */
  reworkMs: number
}

export function nothingSpent(): Spent {
  return { read: 0, written: 0, lost: 0, contracts: 0, roundTrips: 0, conflicts: 0, reworkMs: 0 }
}

export function addSpent(one: Spent, other: Spent): Spent {
  return {
    read: one.read + other.read,
    written: one.written + other.written,
    lost: one.lost + other.lost,
    contracts: one.contracts + other.contracts,
    roundTrips: one.roundTrips + other.roundTrips,
    conflicts: one.conflicts + other.conflicts,
    reworkMs: one.reworkMs + other.reworkMs,
  }
}
