import type { Budget } from '../plan/plan.ts'

/** What the settings allow beside the number of slots. */
export interface PoolLimits {
  /** Slots of one project; null: as many as there are. */
  readonly project: number | null
  /** Slots by agent's id, and by the provider behind agents. */
  readonly agents: Readonly<Record<string, number>>
  readonly providers: Readonly<Record<string, number>>
  /** The provider behind each agent, where it is known. */
  readonly providerOf: Readonly<Record<string, string>>
  /** Threads of one run that may wait for a review before it starts anything new. */
  readonly review: number
  /** Tasks that may be started by one approval without its estimate being confirmed. */
  readonly fanOut: number
  /** What may be spent in one day (UTC). */
  readonly day: Budget
  /** Agents by id whose turn may be broken off for a message and taken up again. */
  readonly steerable?: readonly string[]
}

export const defaultPoolLimits: PoolLimits = {
  project: null,
  agents: {},
  providers: {},
  providerOf: {},
  review: 20,
  fanOut: 20,
  day: {},
}

export interface Pool {
  readonly id: 'pool'
  /** How many threads may hold a slot at once. */
  readonly limit: number
  /** The last host ended in order; one that was killed leaves this false. */
  readonly stopped: boolean
  readonly limits?: PoolLimits
  /** Since when nothing may run; absent while things may. */
  readonly frozenSince?: number
  /** What turns that ended in one day (UTC, `2026-11-20`) have cost. */
  readonly today?: {
    readonly day: string
    readonly tokens: number
    /** US dollars. */
    readonly cost: number
    readonly workMs?: number
    /** At this part of the day's budget something was said already. */
    readonly warned?: 80 | 100
  }
}
