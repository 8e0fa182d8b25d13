import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import type { Message, MessageKind } from '../peers/state.ts'
import { teamOf } from '../topology/member.ts'
import type { Cluster } from '../topology/state.ts'
import { tokensOf } from './budget.ts'
import { activeParties } from './parties.ts'

/** What threads say to each other; everything else is told by the host, and uses up nothing. */
const talk: ReadonlySet<MessageKind> = new Set<MessageKind>(['message', 'question', 'answer', 'request', 'proposal'])

type Said = Pick<Message, 'id' | 'from' | 'to' | 'kind' | 'text' | 'negotiation'>

/** An accepted message: its tokens are reserved, and its team has used one more. */
export function reserved(model: Model, message: Said): readonly DomainEvent[] {
  const { from, kind, negotiation: id, text } = message
  if (from === null || !talk.has(kind)) return []
  const negotiation = id === undefined ? undefined : model.negotiation.get(id)
  const team = teamOfBoth(model, message)
  const spent: readonly DomainEvent[] =
    team === undefined ? [] : [{ type: 'cluster.spent', id: team.id, messages: 1, tokens: 0 }]
  if (negotiation === undefined || negotiation.state.kind !== 'open') return spent
  const spoken = new Set([...negotiation.spoken, from])
  const round = activeParties(model, negotiation).every((party) => spoken.has(party.id))
  const tokens = tokensOf(text)
  return [{ type: 'negotiation.spoke', id: negotiation.id, by: from, message: message.id, tokens, round }, ...spent]
}

/**
 * A message that waits no longer: what was reserved for it is given back, and what it came to is used. An agent that
 * told of less for the whole turn that read it is believed.
 */
export function used(model: Model, message: Said, wasRead: boolean): readonly DomainEvent[] {
  const { from, kind, negotiation: id, text, to } = message
  if (from === null || !talk.has(kind)) return []
  const estimate = tokensOf(text)
  const told = model.thread.get(to)?.spending?.last.tokens ?? 0
  const came = told > 0 ? Math.min(estimate, told) : estimate
  const tokens = wasRead ? came : 0
  const team = tokens === 0 ? undefined : teamOfBoth(model, message)
  const negotiation = id === undefined ? undefined : model.negotiation.get(id)
  return [
    ...(negotiation === undefined
      ? []
      : [{ type: 'negotiation.settled-tokens', id: negotiation.id, reserved: estimate, tokens } as const]),
    ...(team === undefined ? [] : [{ type: 'cluster.spent', id: team.id, messages: 0, tokens } as const]),
  ]
}

function teamOfBoth(model: Model, { from, to }: Said): Cluster | undefined {
  const sender = model.thread.get(from ?? '')
  const team = sender === undefined ? undefined : teamOf(model, sender)
  const task = model.thread.get(to)?.task
  return team?.members.some((member) => member.task === task) ? team : undefined
}
