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

const together: LiveFacts['together'] = new Set()
const collisions: LiveFacts['collisions'] = []

/** Of teams and predicted conflicts nothing is known yet. */
export function liveFacts(model: Model): LiveFacts {
  const recovering = new Set<string>()
  for (const { id, next } of model.recovery.values()) if (next !== null) recovering.add(id)
  return { recovering, together, collisions }
}
