import { type Failure, failure } from '../../kernel/failure.ts'
import type { ThreadId } from '../../kernel/ids.ts'
import type { Model } from '../model.ts'
import type { Negotiation } from './state.ts'

/** UTF-16 units of a text that come to a token, and what a message costs beside its text. */
const unitsPerToken = 4
const perMessage = 40

/** Tokens of both sides, which write and read it. */
export function tokensOf(text: string): number {
  return 2 * (Math.ceil(text.length / unitsPerToken) + perMessage)
}

export type Cap = keyof Negotiation['caps']

/** The cap that one more message would break; null where it fits. */
function capBrokenBy({ caps, used }: Pick<Negotiation, 'caps' | 'used'>, text: string): Cap | null {
  if (used.rounds >= caps.rounds) return 'rounds'
  if (used.messages + 1 > caps.messages) return 'messages'
  return used.tokens + used.reserved + tokensOf(text) > caps.tokens ? 'tokens' : null
}

export interface Said {
  readonly from: ThreadId
  readonly to: ThreadId
  readonly text: string
  /** Named by the sender. */
  readonly negotiation?: string | undefined
}

/**
 * The exchange that a message of a thread belongs to: the one that it names, else the one under way that both are
 * parties of. Undefined for one that belongs to none.
 */
export function negotiationOf(model: Model, { from, negotiation, to }: Said): Negotiation | undefined {
  if (negotiation !== undefined) return model.negotiation.get(negotiation)
  const project = model.thread.get(from)?.project
  if (project === undefined) return undefined
  for (const one of model.negotiation.within(project)) {
    if (one.state.kind !== 'settled' && one.parties.includes(from) && one.parties.includes(to)) return one
  }
  return undefined
}

/**
 * Why the exchange that a message belongs to doesn't take it; null where it does, or where it belongs to none. The facts
 * of `negotiation-capped` name the exchange and the cap: its end is forced by that.
 */
export function refusedByNegotiation(model: Model, said: Said): Failure | null {
  const found = negotiationOf(model, said)
  if (found === undefined) {
    if (said.negotiation === undefined) return null
    const message = `There is no negotiation ${said.negotiation}; nothing was sent.`
    return failure('negotiation-unknown', message, 'Leave it out, or name one that you take part in.')
  }
  const { caps, id, parties, state, topic } = found
  if (!parties.includes(said.from) || !parties.includes(said.to)) {
    const message = `“${topic}” is settled between others; nothing was sent.`
    return failure('not-a-party', message, 'Send it without naming that negotiation.')
  }
  if (state.kind === 'settled') {
    const message = `“${topic}” is settled: ${state.because} Nothing was sent.`
    return failure('negotiation-settled', message, 'Go on as it was settled.')
  }
  if (state.kind !== 'open') {
    const who = state.kind === 'asking' ? 'A person' : 'An arbiter'
    const message = `The exchange about “${topic}” has used what it may. ${who} says how it ends; nothing was sent.`
    return failure('negotiation-over', message, 'Go on with what does not depend on it. You will be told.')
  }
  const cap = capBrokenBy(found, said.text)
  if (cap === null) return null
  return failure(
    'negotiation-capped',
    `The exchange about “${topic}” has used its ${caps[cap]} ${cap}; nothing was sent.`,
    {
      remedy: 'Go on with what does not depend on it. You will be told how it ends.',
      facts: { negotiation: id, cap },
    },
  )
}
