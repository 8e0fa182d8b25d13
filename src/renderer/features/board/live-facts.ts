import type { Model } from '../../../shared/domain/model.ts'

/** What is known about threads beyond their own state. */
export interface LiveFacts {
  /** Threads that recovery is at work on. */
  readonly recovering: ReadonlySet<string>
  /** The team of each task that is in one. */
  readonly together: ReadonlyMap<string, string>
  /** Teams, the oldest first. */
  readonly teams: readonly string[]
}

export function liveFacts(model: Model): LiveFacts {
  const recovering = new Set<string>()
  for (const { id, next } of model.recovery.values()) if (next !== null) recovering.add(id)
  const teams = [...model.cluster.values()].filter(({ state }) => state.kind === 'team')
  teams.sort((one, other) => one.since - other.since || (one.id < other.id ? -1 : 1))
  const together = new Map(teams.flatMap(({ id, members }) => members.map(({ task }) => [task as string, id] as const)))
  return { recovering, together, teams: teams.map(({ id }) => id) }
}
