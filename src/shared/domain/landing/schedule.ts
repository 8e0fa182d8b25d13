import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import type { Landing } from './state.ts'

/** Starts the oldest waiting landing of every project that has none under way. */
export function startLandings(model: Model): readonly DomainEvent[] {
  const busy = new Set<string>()
  for (const landing of model.landing.inRole('holding')) busy.add(landing.project)
  const first = new Map<string, Landing>()
  for (const landing of model.landing.inRole('waiting')) {
    if (landing.queuedAt < (first.get(landing.project)?.queuedAt ?? Number.POSITIVE_INFINITY)) {
      first.set(landing.project, landing)
    }
  }
  const next = [...first.values()].filter((landing) => !busy.has(landing.project))
  return next.map((landing) => ({
    type: landing.state.kind === 'waiting' ? 'landing.started' : 'landing.undo-started',
    id: landing.id,
  }))
}
