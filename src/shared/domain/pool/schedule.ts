import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { holdsSlot } from '../thread/queries.ts'
import type { Thread } from '../thread/state.ts'

/**
 * Hands free slots to queued threads: the project with the fewest running threads comes first,
 * within it the thread that has waited longest.
 */
export function grantSlots(model: Model): readonly DomainEvent[] {
  const limit = model.pool.get('pool')?.limit ?? 0
  const { held, running, queued } = census(model)
  if (queued.length === 0 || held >= limit) return []
  queued.sort((left, right) => left.queuedAt - right.queuedAt)
  const granted: DomainEvent[] = []
  for (let free = limit - held; free > 0 && queued.length > 0; free -= 1) {
    const at = fairest(queued, running)
    const [thread] = queued.splice(at, 1)
    if (thread === undefined) break
    running.set(thread.project, (running.get(thread.project) ?? 0) + 1)
    granted.push(grant(thread))
  }
  return granted
}

function census(model: Model) {
  let held = 0
  const running = new Map<string, number>()
  const queued: Thread[] = []
  for (const thread of model.thread.values()) {
    if (thread.state.kind === 'queued') queued.push(thread)
    if (!holdsSlot(thread)) continue
    held += 1
    running.set(thread.project, (running.get(thread.project) ?? 0) + 1)
  }
  return { held, running, queued }
}

function fairest(queued: readonly Thread[], running: ReadonlyMap<string, number>): number {
  let best = 0
  let fewest = Number.POSITIVE_INFINITY
  for (const [at, thread] of queued.entries()) {
    const count = running.get(thread.project) ?? 0
    if (count < fewest) {
      fewest = count
      best = at
    }
    if (fewest === 0) break
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
