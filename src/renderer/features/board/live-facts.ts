import type { Model } from '../../../shared/domain/model.ts'

/** Two threads whose work is likely to collide when both land. */
export interface Collision {
  readonly one: string
  readonly other: string
  readonly paths: readonly string[]
  readonly why: string
}

/** What is known about threads beyond their own state. */
export interface LiveFacts {
  /** Threads that recovery is at work on. */
  readonly recovering: ReadonlySet<string>
  /** Threads that work as one team. */
  readonly together: ReadonlySet<string>
  readonly collisions: readonly Collision[]
}

const nothing: LiveFacts = { recovering: new Set(), together: new Set(), collisions: [] }

/** Nothing until the model tells of recovery, teams and predicted conflicts. */
export function liveFacts(_model: Model): LiveFacts {
  return nothing
}
