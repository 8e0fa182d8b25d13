import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import type { Thread } from '../thread/state.ts'
import { isSteered } from '../thread/steering.ts'

/**
 * Hands free slots to queued threads: the project with the fewest running threads comes first,
 * within it the thread that has waited longest.
 */
export function grantSlots(model: Model, _now: number): readonly DomainEvent[] {
  const running = new Map<string, number>()
  const pool = model.pool.get('pool')
  if (pool?.frozenSince !== undefined) return []
  let free = pool?.limit ?? 0
  for (const thread of model.thread.inRole('holding')) {
    free -= 1
    running.set(thread.project, (running.get(thread.project) ?? 0) + 1)
  }
  if (free <= 0) return []
  // Looked through once for each free slot, which is mostly one: a copy of the queue would cost more.
  const served = new Set<Thread>()
  for (; free > 0; free -= 1) {
    const thread = fairest(model.thread.inRole('waiting'), served, running)
    if (thread === undefined) break
    served.add(thread)
    running.set(thread.project, (running.get(thread.project) ?? 0) + 1)
  }
  return [...served].map(grant)
}

function fairest(
  queued: Iterable<Thread>,
  served: ReadonlySet<Thread>,
  running: ReadonlyMap<string, number>,
): Thread | undefined {
  let best: Thread | undefined
  let fewest = Number.POSITIVE_INFINITY
  for (const thread of queued) {
    if (served.has(thread)) continue
    // It only lets go of its slot to take it again.
    if (isSteered(thread)) return thread
    const count = running.get(thread.project) ?? 0
    if (best !== undefined && (count > fewest || (count === fewest && thread.queuedAt >= best.queuedAt))) continue
    fewest = count
    best = thread
  }
  return best
}

function grant(thread: Thread): DomainEvent {
  const again = thread.prompts[0]?.again
  return {
    type: 'thread.slot-granted',
    id: thread.id,
    generation: thread.session.generation + 1,
    turn: again?.turn ?? thread.turns + 1,
    sends: (again?.sends ?? 0) + 1,
  }
}
