import type { Model } from '../../../shared/domain/model.ts'
import { holdsSlot } from '../../../shared/domain/thread/queries.ts'
import type { SectionFacts } from './section-words.ts'
import type { Section } from './sections.ts'
import { waitsSince } from './waits.ts'

/** What a section's line tells, whatever the order of its rows. */
export function sectionFacts(model: Model, { kind, threads }: Section): SectionFacts {
  const waits = threads.flatMap((id) => {
    const thread = model.thread.get(id)
    const since = thread === undefined ? null : waitsSince(thread)
    return since === null ? [] : [since]
  })
  return {
    kind,
    count: threads.length,
    oldest: waits.length === 0 ? null : Math.min(...waits),
    busy: kind === 'queued' ? [...model.thread.inRole('holding')].filter(holdsSlot).length : 0,
    executors: model.pool.get('pool')?.limit ?? 0,
    behind: kind === 'queued' ? threads.filter((id) => comesAfter(model, id)).length : 0,
    teams: kind === 'working' && [...model.cluster.values()].some(({ state }) => state.kind === 'team'),
    frozen: model.pool.get('pool')?.frozenSince !== undefined,
  }
}

/** A task that waits for others, or a thread that waits for another one's landing. */
function comesAfter(model: Model, id: string): boolean {
  return model.task.get(id)?.state.kind === 'waiting' || model.thread.get(id)?.behind !== undefined
}
