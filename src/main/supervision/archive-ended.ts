import type { Model } from '../../shared/domain/model.ts'
import { hasOpenOutbound } from '../../shared/domain/outbound/find.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { Scope } from '../../shared/kernel/scope.ts'
import type { Engine } from '../engine/engine.ts'
import type { Clock } from '../ports/clock.ts'

const dayMs = 24 * 60 * 60 * 1000
const hourMs = 60 * 60 * 1000

/** Once an hour, takes threads out of the live model that have been at their end for a day. */
export function archiveEnded(engine: Engine, clock: Clock, scope: Scope): void {
  let cancel: () => void = () => undefined
  const look = () => {
    for (const thread of endedBefore(engine.model, clock.now() - dayMs)) {
      void engine.report({ id: `archive/${thread}`, command: { type: 'thread.archive', payload: { thread } } })
    }
    cancel = clock.after(hourMs, look)
  }
  look()
  scope.own(null, () => cancel())
}

function endedBefore(model: Model, time: number): readonly ThreadId[] {
  const ended: ThreadId[] = []
  for (const thread of model.thread.values()) {
    const over = thread.state.kind === 'landed' || thread.state.kind === 'discarded'
    if (over && thread.since < time && !hasOpenOutbound(model, thread.id)) ended.push(thread.id)
  }
  return ended
}
