import type { Model } from '../../../shared/domain/model.ts'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import type { Host } from '../compose/open-host.ts'

/** A host that was started for one command stays this long for the next, in milliseconds. */
const patienceMs = 2000

/** True when nothing is queued, preparing, in a turn, verifying, landing or being moved. */
export function isAtRest(model: Model): boolean {
  for (const { state } of model.thread.values()) {
    if (['queued', 'preparing', 'running', 'needs-you', 'verifying', 'landing'].includes(state.kind)) return false
    if (state.kind === 'discarded' && (state.trash === 'moving' || state.trash === 'restoring')) return false
  }
  for (const { state } of model.landing.values()) {
    if (state.kind === 'undo-waiting' || state.kind === 'undoing' || state.kind === 'undo-following') return false
  }
  return true
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
