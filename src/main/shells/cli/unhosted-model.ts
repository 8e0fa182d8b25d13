import type { Model } from '../../../shared/domain/model.ts'
import { Overlay } from '../../../shared/domain/overlay.ts'
import { decideStart } from '../../../shared/domain/pool/decide/start.ts'
import type { CommandId } from '../../../shared/kernel/ids.ts'

/**
 * A stored model as its next host will find it. What ran went down with the host of before, so
 * nothing is shown as running that isn't; nothing of this is stored. `now` in milliseconds since the epoch.
 */
export function unhostedModel(stored: Model, now: number): Model {
  const limit = stored.pool.get('pool')?.limit ?? 0
  const decision = decideStart(stored, { limit }, { now, actor: 'host', facts: undefined })
  if (!decision.ok) return stored
  const overlay = new Overlay(stored)
  for (const event of decision.value) {
    overlay.apply({
      sequence: Number.MAX_SAFE_INTEGER,
      at: now,
      actor: 'host',
      command: '' as CommandId,
      cause: null,
      event,
    })
  }
  return overlay.model
}
