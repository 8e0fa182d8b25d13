import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { runSpend } from '../run/spend.ts'
import type { Run } from '../run/state.ts'
import { type RunRest, runRest } from './rest.ts'
import type { Firing, FiringOutcome, FiringState } from './state.ts'

/** Brings a firing to where its run stands, and what its automation counts with it. `now`: ms since the epoch. */
export function followRun(model: Model, run: Run, now: number): readonly DomainEvent[] {
  const firing = model.firing.get(run.automation?.firing ?? '')
  if (firing === undefined || !isOfRun(firing.state, run)) return []
  const rest = runRest(model, run)
  if (rest === null || isAsBefore(firing.state, rest)) return []
  if (rest.kind === 'moving') return goesOn(model, firing, rest)
  return comesToRest(firing, rest, runSpend(model, run, now).cost ?? firing.cost)
}

function isOfRun(state: FiringState, { id }: Run): boolean {
  return (state.kind === 'under-way' || state.kind === 'rested') && state.run === id
}

type Moving = Extract<RunRest, { kind: 'moving' }>

/** One that was at rest takes its place again, also where limits have none: a person sent it on, or its own trouble. */
function goesOn(model: Model, firing: Firing, { thread }: Moving): readonly DomainEvent[] {
  const { automation, cost, id, state } = firing
  if (state.kind === 'under-way') return [{ type: 'firing.resumed', id, thread }]
  const limit = model.automation.get(automation)?.definition?.limits.cost ?? 0
  const reserved = Math.max(0, limit - (cost ?? 0))
  return [
    { type: 'firing.resumed', id, thread, reserved },
    { type: 'automation.settled', id: automation, underWay: 1, released: -reserved, cost: 0 },
  ]
}

function comesToRest(firing: Firing, rest: Exclude<RunRest, Moving>, cost: number | null): readonly DomainEvent[] {
  const { id, state } = firing
  const counted = {
    type: 'automation.settled',
    id: firing.automation,
    underWay: state.kind === 'under-way' ? -1 : 0,
    released: firing.reserved ?? 0,
    cost: (cost ?? 0) - (firing.cost ?? 0),
  } as const
  const { thread } = rest
  if (rest.kind === 'rested') return [{ type: 'firing.rested', id, thread, as: rest.as, cost }, counted]
  const outcome = firing.answered && rest.outcome !== 'landed' ? 'answered' : rest.outcome
  return [{ type: 'firing.over', id, thread, outcome, cost }, { ...counted, outcome } satisfies Over]
}

type Over = Extract<DomainEvent, { type: 'automation.settled' }> & { readonly outcome: FiringOutcome }

function isAsBefore(state: FiringState, rest: RunRest): boolean {
  if (!('thread' in state) || state.thread !== rest.thread) return false
  if (state.kind === 'under-way') return rest.kind === 'moving'
  return state.kind === 'rested' && rest.kind === 'rested' && state.as === rest.as
}
