import { ok } from '../../../kernel/result.ts'
import { type Decide, refuse } from '../../decision.ts'
import { oneLine } from '../../thread/quoted.ts'
import { findUnderWay } from '../find.ts'
import { rule } from '../ruling.ts'

/** Only of the thread that was begun for it, in its turn: a ruling ends the exchange, and is no authority beyond that. */
export const decideArbiterDecides: Decide<'negotiation.decide'> = (model, { because, by, negotiation, ruling }) => {
  const found = findUnderWay(model, negotiation)
  if (!found.ok) return found
  const { id, state } = found.value
  const arbiter = model.thread.get(by)
  const mayRule = arbiter?.role === 'arbiter' && arbiter.turn !== null && !arbiter.discarding
  if (!mayRule || state.kind !== 'arbitrating' || state.arbiter !== by) {
    const message = 'Only its arbiter or a person ends this exchange; nothing was settled.'
    return refuse('not-the-arbiter', message, 'Say what you think to the others, and confirm what you agree to.')
  }
  const why = oneLine(because).trim()
  if (why === '')
    return refuse('reason-missing', 'The ruling has no reason; nothing was settled.', 'Say why, in a sentence.')
  if (ruling.kind === 'stop') {
    const message = 'An arbiter can’t end it with nothing settled; nothing was settled.'
    return refuse('not-possible', message, 'Name a contract and version, name who goes first, or ask a person.')
  }
  if (ruling.kind === 'ask') {
    const what = `The arbiter leaves it to a person: ${why}`
    return ok([{ type: 'negotiation.capped', id, what, forces: 'ask', arbiter: by }])
  }
  return rule(model, found.value, { ruling, by: 'arbiter', because: why })
}
