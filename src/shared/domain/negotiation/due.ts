import type { Model } from '../model.ts'
import type { Cluster } from '../topology/state.ts'
import { type Negotiation, negotiationLimits } from './state.ts'

const minute = 60_000

/** When the clock alone ends it or moves it on, in milliseconds since the epoch; null where it never does. */
export function dueAt({ caps, openedAt, state }: Negotiation): number | null {
  if (state.kind === 'open') return openedAt + caps.minutes * minute
  return state.kind === 'arbitrating' ? state.since + negotiationLimits.arbiterMinutes * minute : null
}

/** When `negotiation.check` has something to do next, in milliseconds since the epoch; null where nothing waits for it. */
export function nextCheckAt(model: Model): number | null {
  let next: number | null = null
  const add = (due: number | null) => {
    if (due !== null && (next === null || due < next)) next = due
  }
  for (const negotiation of model.negotiation.values()) add(dueAt(negotiation))
  for (const cluster of model.cluster.values()) add(teamDueAt(cluster))
  return next
}

/** When a team has used its minutes, in milliseconds since the epoch; null for what nothing but a person ends. */
export function teamDueAt({ budget, pinned, since, state }: Cluster): number | null {
  return state.kind === 'team' && !pinned ? since + budget.minutes * minute : null
}
