import type { ClusterId, MessageId, ThreadId } from '../../kernel/ids.ts'
import type { PayloadOf } from '../command.ts'
import type { Decision } from '../decision.ts'
import { defaultCaps } from '../negotiation/state.ts'
import { memberOf } from '../topology/member.ts'
import { given } from './planned-run.ts'
import type { Simulation } from './simulation.ts'

/** These threads, all of one project, are a team from here on. */
export function givenTeam(simulation: Simulation, ids: readonly string[], cluster = 'team'): ClusterId {
  const threads = ids.flatMap((id) => simulation.thread(id) ?? [])
  const [first] = threads
  if (first === undefined) throw new Error('a team of nobody')
  const id = cluster as ClusterId
  given(simulation, {
    type: 'cluster.formed',
    id,
    project: first.project,
    run: null,
    members: threads.map(memberOf),
    because: 'They touch the same lines.',
    spots: [],
    score: 0.8,
    lead: null,
    budget: { ...defaultCaps, messages: 100_000, tokens: 1_000_000_000 },
    pinned: true,
  })
  return id
}

type Said = Partial<Omit<PayloadOf<'peers.send'>, 'by' | 'messages' | 'text'>>

/** One message, under the id that is given. */
export function say(
  simulation: Simulation,
  said: readonly [id: string, by: string, to: string, text: string],
  more: Said = {},
): Decision {
  const [id, by, to, text] = said
  const messages = [{ id: id as MessageId, to: to as ThreadId }]
  return simulation.send({
    type: 'peers.send',
    payload: { by: by as ThreadId, messages, kind: 'message', text, ...more },
  })
}

/** What its prompts hold of messages, each with the prompt. */
export function mailIn(simulation: Simulation): readonly { readonly prompt: string; readonly message: string }[] {
  return simulation.events.flatMap(({ event }) => {
    if (event.type !== 'prompt.amended') return []
    return (event.mail ?? []).map((message) => ({ prompt: event.id, message }))
  })
}
