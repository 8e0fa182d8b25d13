import { err, ok, type Result } from '../../../kernel/result.ts'
import type { PayloadOf } from '../../command.ts'
import { type Decide, type Refusal, refuse } from '../../decision.ts'
import type { Model } from '../../model.ts'
import { Overlay } from '../../overlay.ts'
import { provisional } from '../../provisional.ts'
import { idTaken } from '../../thread/id-taken.ts'
import type { Thread } from '../../thread/state.ts'
import { teamOf } from '../../topology/member.ts'
import type { Cluster } from '../../topology/state.ts'
import { wrongCaps } from '../check-caps.ts'
import { openedNotices } from '../notices.ts'
import { openAmong, openNegotiation } from '../open.ts'
import { activeParties } from '../parties.ts'
import { negotiationLimits } from '../state.ts'

/** A person, or a member of a team, wants something settled within limits. */
export const decideOpenNegotiation: Decide<'negotiation.open'> = (model, payload, { now }) => {
  const { because, caps, negotiation: id, topic } = payload
  if (model.negotiation.get(id) !== undefined) return idTaken(id)
  const said = topic.trim() !== '' && because.trim() !== ''
  if (!said || topic.length > negotiationLimits.topic || because.length > negotiationLimits.because) {
    const message = 'What is to be settled, or why, is missing or too long; nothing was opened.'
    const { because: why, topic: what } = negotiationLimits
    return refuse('topic-wrong', message, `Say both, in at most ${what} and ${why} characters.`)
  }
  const wrong = caps === undefined ? null : wrongCaps(caps)
  if (wrong !== null) return refuse('caps-wrong', `${wrong} Nothing was opened.`, 'Choose other limits.')
  const found = partiesOf(model, payload)
  if (!found.ok) return found
  const { cluster, threads } = found.value
  const parties = threads.map((thread) => thread.id)
  const events = openNegotiation(model, { ...payload, id, project: cluster.project, cluster: cluster.id, parties })
  const after = new Overlay(model)
  for (const event of events) after.apply(provisional(event, now))
  const opened = after.model.negotiation.get(id)
  return ok(opened === undefined ? events : [...events, ...openedNotices(after.model, opened)])
}

type Opened = PayloadOf<'negotiation.open'>

interface Parties {
  readonly threads: readonly Thread[]
  readonly cluster: Cluster
}

function partiesOf(model: Model, { by, parties }: Opened): Result<Parties, Refusal> {
  const named = [...new Set(parties)]
  const threads = activeParties(model, { parties: named })
  if (threads.length < 2 || threads.length !== named.length || named.length > negotiationLimits.parties) {
    const message = `An exchange needs two to ${negotiationLimits.parties} threads that have not ended; nothing was opened.`
    return err({ code: 'parties-wrong', message, remedy: 'Name threads that are still at work or ready.' })
  }
  if (by !== undefined && !named.includes(by)) {
    const message = 'You are not among the parties; nothing was opened.'
    return err({ code: 'not-a-party', message, remedy: 'Name yourself among the parties.' })
  }
  const [first, ...others] = threads
  const cluster = first === undefined ? undefined : teamOf(model, first)
  if (cluster === undefined || others.some((other) => teamOf(model, other)?.id !== cluster.id)) {
    const message = 'The parties are not in one team, so they can’t talk with each other; nothing was opened.'
    return err({ code: 'not-a-team', message, remedy: 'Introduce them to each other first.' })
  }
  const open = openAmong(model, cluster.project, named)
  if (open === undefined) return ok({ threads, cluster })
  const message = `They talk about “${open.topic}” already; nothing was opened.`
  return err({ code: 'already-open', message, remedy: 'Wait until that is settled, or settle it.' })
}
