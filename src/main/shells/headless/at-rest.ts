import type { Automation } from '../../../shared/domain/automation/state.ts'
import type { Model, Table } from '../../../shared/domain/model.ts'
import { canMove } from '../../../shared/domain/run/progress.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import type { RunId } from '../../../shared/kernel/ids.ts'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import type { Host } from '../compose/open-host.ts'

/** A host that was started for one command stays this long for the next, in milliseconds. */
const patienceMs = 2000

/**
 * True when nothing is queued, preparing, in a turn, verifying, landing or being moved, no step of recovery is due some
 * time, no task can begin, no firing is being handed over, nothing is being written outside, and no trigger of an
 * automation is waited for. What only a person can set going again (a freeze, a paused run or project) rests.
 */
export function isAtRest(model: Model): boolean {
  const busy =
    some(model.thread, (thread) => isMoving(model, thread)) ||
    some(model.landing, ({ state }) => undoing.has(state.kind)) ||
    some(model.task, ({ state }) => state.kind === 'starting') ||
    some(model.run, (run) => run.plan !== undefined && canMove(model, run)) ||
    some(model.firing, ({ state }) => state.kind === 'dispatching') ||
    some(model.outbound, ({ state }) => state.kind === 'sending') ||
    some(model.automation, (automation) => isWatching(model, automation))
  return !busy
}

function some<State>(table: Table<State>, is: (state: State) => boolean): boolean {
  for (const state of table.values()) if (is(state)) return true
  return false
}

const undoing: ReadonlySet<string> = new Set(['undo-waiting', 'undoing', 'undo-following'])

/** Somebody switched it on, so that its triggers run here. */
function isWatching(model: Model, { definition, goneSince, on, project: id }: Automation): boolean {
  if (!on || definition === null || goneSince !== undefined) return false
  const project = model.project.get(id)
  if (project === undefined || project.forgottenAt !== undefined) return false
  if (project.automationsPausedSince !== undefined) return false
  return Object.keys(definition.on).some((kind) => kind !== 'manual')
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
