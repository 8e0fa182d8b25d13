import { ok } from '../../../kernel/result.ts'
import { type Decide, refuse } from '../../decision.ts'
import { oneLine } from '../../thread/quoted.ts'
import { findUnderWay } from '../find.ts'
import { rule } from '../ruling.ts'
import { settle } from '../settle.ts'
import { negotiationLimits } from '../state.ts'

/** A person says how it ends, at any time. */
export const decideSettleNegotiation: Decide<'negotiation.settle'> = (model, { because, negotiation: id, ruling }) => {
  const found = findUnderWay(model, id)
  if (!found.ok) return found
  const negotiation = found.value
  const said = oneLine(because ?? '')
    .trim()
    .slice(0, negotiationLimits.because)
  if (ruling.kind === 'ask') {
    return refuse('not-possible', 'You are the person to ask; nothing was settled.', 'Say how it ends, or stop it.')
  }
  if (ruling.kind !== 'stop') {
    return rule(model, negotiation, { ruling, by: 'person', because: said === '' ? 'A person settled it.' : said })
  }
  const answers = negotiation.state.kind === 'asking' && said !== ''
  return ok(
    settle(model, negotiation, {
      outcome: answers ? { kind: 'asked', said } : { kind: 'stopped' },
      by: 'person',
      because: said === '' ? 'A person ended it with nothing forced.' : said,
    }),
  )
}
