import { ok } from '../../../kernel/result.ts'
import type { Decide } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { Overlay } from '../../overlay.ts'
import { provisional } from '../../provisional.ts'
import { capReached, withoutRuling } from '../at-cap.ts'
import { dueAt } from '../due.ts'
import type { Negotiation } from '../state.ts'

/** Ends what has used its minutes; each on the model with the ends before it. */
export const decideCheckNegotiations: Decide<'negotiation.check'> = (model, _payload, { now }) => {
  const due = [...model.negotiation.values()].filter((one) => (dueAt(one) ?? Number.POSITIVE_INFINITY) <= now)
  if (due.length === 0) return ok([])
  const after = new Overlay(model)
  return ok(
    due.flatMap((negotiation) => {
      const events = timeUp(after.model, negotiation)
      for (const event of events) after.apply(provisional(event, now))
      return events
    }),
  )
}

function timeUp(model: Model, negotiation: Negotiation): readonly DomainEvent[] {
  const { caps, state } = negotiation
  return state.kind === 'open'
    ? capReached(model, negotiation, `Its ${caps.minutes} minutes are over.`)
    : withoutRuling(model, negotiation, 'The arbiter took too long.')
}
