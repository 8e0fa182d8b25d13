import type { Model } from '../../../shared/domain/model.ts'
import { canMove } from '../../../shared/domain/run/progress.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import type { RunId } from '../../../shared/kernel/ids.ts'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import type { Host } from '../compose/open-host.ts'

/** A host that was started for one command stays this long for the next, in milliseconds. */
const patienceMs = 2000

/**
 * True when nothing is queued, preparing, in a turn, verifying, landing or being moved, no step of recovery is due some
 * time, and no task can begin. What only a person can set going again (a freeze, a paused run) rests.
 */
export function isAtRest(model: Model): boolean {
  for (const thread of model.thread.values()) if (isMoving(model, thread)) return false
  for (const { state } of model.landing.values()) {
    if (state.kind === 'undo-waiting' || state.kind === 'undoing' || state.kind === 'undo-following') return false
  }
  for (const { state } of model.task.values()) if (state.kind === 'starting') return false
  for (const run of model.run.values()) if (run.plan !== undefined && canMove(model, run)) return false
  return true
}

const moving: ReadonlySet<string> = new Set(['preparing', 'running', 'needs-you', 'verifying', 'landing'])

function isMoving(model: Model, { run, state }: Thread): boolean {
  if (state.kind === 'queued') return !isHeld(model, run)
  if (moving.has(state.kind)) return true
  return state.kind === 'discarded' && (state.trash === 'moving' || state.trash === 'restoring')
}

function isHeld(model: Model, run: RunId): boolean {
  if (model.pool.get('pool')?.frozenSince !== undefined) return true
  const kind = model.run.get(run)?.plan?.state.kind
  return kind === 'paused' || kind === 'stopped'
}

/** Resolves once the host has been at rest, with no client attached, for a while. */
export function atRest(host: Pick<Host, 'engine' | 'gateway'>): Promise<void> {
  return new Promise((resolve) => {
    let cancel: (() => void) | null = null
    const look = () => {
      const quiet = host.gateway.clientCount() === 0 && isAtRest(host.engine.model)
      if (!quiet) {
        cancel?.()
        cancel = null
      } else if (cancel === null) {
        cancel = systemClock.after(patienceMs, finish)
      }
    }
    const stopEvents = host.engine.subscribe(look)
    const stopClients = host.gateway.onClientChange(look)
    const finish = () => {
      stopEvents()
      stopClients()
      resolve()
    }
    look()
  })
}
