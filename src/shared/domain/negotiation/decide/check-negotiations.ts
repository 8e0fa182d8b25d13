import { ok } from '../../../kernel/result.ts'
import type { Decide } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { Overlay } from '../../overlay.ts'
import { provisional } from '../../provisional.ts'
import { capReached, withoutRuling } from '../at-cap.ts'
import { dueAt, teamDueAt } from '../due.ts'
import type { Negotiation } from '../state.ts'

/** Ends what has used its minutes, exchanges and teams; each on the model with the ends before it. */
export const decideCheckNegotiations: Decide<'negotiation.check'> = (model, _payload, { now }) => {
  const isDue = (due: number | null) => due !== null && due <= now
  const talks = [...model.negotiation.values()].filter((one) => isDue(dueAt(one)))
  const teams = [...model.cluster.values()].filter((one) => isDue(teamDueAt(one)))
  if (talks.length === 0 && teams.length === 0) return ok([])
  const after = new Overlay(model)
  const all: DomainEvent[] = []
  const add = (events: readonly DomainEvent[]) => {
    for (const event of events) after.apply(provisional(event, now))
    all.push(...events)
  }
  for (const negotiation of talks) add(timeUp(after.model, negotiation))
  for (const { budget, id, project } of teams) {
    const because = `Its budget of ${budget.minutes} minutes is spent.`
    // What a team has not settled by then is ended by force, as with everything else of its budget.
    for (const { id: talk } of [...after.model.negotiation.within(project)].filter(({ cluster }) => cluster === id)) {
      const negotiation = after.model.negotiation.get(talk)
      if (negotiation !== undefined) add(capReached(after.model, negotiation, because))
    }
    add([{ type: 'cluster.dissolved', id, because }])
  }
  return ok(all)
}

function timeUp(model: Model, negotiation: Negotiation): readonly DomainEvent[] {
  const { caps, state } = negotiation
  return state.kind === 'open'
    ? capReached(model, negotiation, `Its ${caps.minutes} minutes are over.`)
    : withoutRuling(model, negotiation, 'The arbiter took too long.')
}
