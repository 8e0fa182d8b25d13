import { type Decide, events, nothing } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { frozen } from '../../thread/park-reasons.ts'
import type { Thread } from '../../thread/state.ts'
import { isSteered } from '../../thread/steering.ts'
import { restartedGates, stoppedGates } from '../frozen-gates.ts'

/** Every turn is brought to its end; its prompt waits first in line, and gates that run begin again at the thaw. */
export const decideFreeze: Decide<'pool.freeze'> = (model) => {
  const pool = model.pool.get('pool')
  if (pool === undefined || pool.frozenSince !== undefined) return nothing
  const turns = [...model.thread.inRole('holding')].flatMap(frozenTurn)
  return events({ type: 'pool.frozen', id: 'pool' }, ...turns, ...stoppedGates(model))
}

function frozenTurn(thread: Thread): readonly DomainEvent[] {
  // One that comes to its end already does so as it was asked to; a prompt that steered it waits for the thaw.
  if (thread.turn === null || thread.turn.phase === 'cancelling' || isSteered(thread)) return []
  return [
    ...thread.requests.map((open) => ({ type: 'thread.permission-expired', id: thread.id, request: open.id }) as const),
    { type: 'thread.interrupt-requested', id: thread.id, how: 'interrupt' },
    { type: 'thread.freezing', id: thread.id },
  ]
}

/** Everything goes on where it was; or each thread stays stopped, for a person to send on. */
export const decideThaw: Decide<'pool.thaw'> = (model, { how }) => {
  if (model.pool.get('pool')?.frozenSince === undefined) return nothing
  const thawed: DomainEvent = { type: 'pool.thawed', id: 'pool', how }
  if (how === 'resume') return events(thawed, ...restartedGates(model))
  return events(...pausedRuns(model), ...woundDown(model), thawed, ...restartedGates(model))
}

function pausedRuns(model: Model): readonly DomainEvent[] {
  return [...model.run.values()]
    .filter((run) => run.plan?.state.kind === 'running')
    .map(({ id }) => ({ type: 'run.paused', id, by: 'person', because: 'You wound everything down after a freeze.' }))
}

function woundDown(model: Model): readonly DomainEvent[] {
  const queued = [...model.thread.inRole('waiting')].map(
    ({ id }) => ({ type: 'thread.parked', id, reason: frozen }) as const,
  )
  const ending = [...model.thread.values()]
    .filter(goesOn)
    .map(({ id }) => ({ type: 'thread.interrupt-requested', id, how: 'interrupt', because: frozen }) as const)
  return [...queued, ...ending]
}

/** Its turn's end is under way, and a prompt would follow it by itself. */
function goesOn(thread: Thread): boolean {
  if (thread.discarding) return false
  return (
    thread.freezing === true || (thread.prompts.length > 0 && (thread.state.kind === 'verifying' || isSteered(thread)))
  )
}
