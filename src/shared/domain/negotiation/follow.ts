import type { DomainEvent } from '../event.ts'
import type { FollowUps } from '../follow-up.ts'
import type { Model } from '../model.ts'
import { isRecovering } from '../recovery/queries.ts'
import type { Thread } from '../thread/state.ts'
import { waitsForResume } from '../thread/waits-for-resume.ts'
import type { Cluster } from '../topology/state.ts'
import { teamLimits } from '../topology/weights.ts'
import { capReached, settledWithout, withoutRuling } from './at-cap.ts'
import { awaitsAttempt, withBegun, withJoined, withoutLeft } from './membership.ts'
import { settledNotices } from './notices.ts'
import { settle, settledByParties } from './settle.ts'
import { reserved, used } from './spend.ts'
import type { Negotiation } from './state.ts'

/** What its messages use, and what its parties and its arbiter come to mean for an exchange. */
export const negotiationFollowUps: FollowUps = {
  'message.sent': (model, event) => reserved(model, event),
  'message.read': (model, { id }) => {
    const message = model.message.get(id)
    return message === undefined ? [] : used(model, message, true)
  },
  'message.expired': (model, { id }) => {
    const message = model.message.get(id)
    return message === undefined ? [] : used(model, message, false)
  },
  'mailbox.refused': (model, { failure: { code, facts } }) => {
    const { cap, negotiation: id } = facts ?? {}
    const negotiation = code === 'negotiation-capped' ? model.negotiation.get(String(id)) : undefined
    return negotiation === undefined ? [] : capReached(model, negotiation, whatIsUsed(negotiation, String(cap)))
  },
  'negotiation.confirmed': (model, { id }) => settledByParties(model, id),
  'negotiation.parties-changed': (model, { id }) => {
    const negotiation = model.negotiation.get(id)
    return negotiation === undefined ? [] : settledWithout(model, negotiation)
  },
  'cluster.joined': (model, { id, members }) => withJoined(model, id, members),
  'cluster.left': (model, { id, members }) => withoutLeft(model, id, members),
  'thread.dispatched': (model, { id }) => {
    const thread = model.thread.get(id)
    return thread === undefined ? [] : withBegun(model, thread)
  },
  'negotiation.settled': (model, { id }) => {
    const negotiation = model.negotiation.get(id)
    return negotiation === undefined ? [] : settledNotices(model, negotiation)
  },
  'cluster.dissolved': (model, { because, id, into }) => withoutTeam(model, id, { because, into }),
  'thread.readied': (model, { id }) => arbiterEnded(model, model.thread.get(id)),
  'thread.turn-withdrawn': (model, { id }) => arbiterEnded(model, model.thread.get(id)),
  'thread.parked': (model, { id }) => ended(model, model.thread.get(id)),
  'thread.landed': (model, { id }) => ended(model, model.thread.get(id)),
  'thread.discarded': (model, { id }) => ended(model, model.thread.get(id)),
  'thread.discard-requested': (model, { id }) => ended(model, model.thread.get(id)),
  'thread.archived': (model, { id }) => putAway(model, model.thread.get(id)),
}

function whatIsUsed({ caps }: Negotiation, cap: string): string {
  switch (cap) {
    case 'rounds':
      return `Its ${caps.rounds} rounds are over.`
    case 'messages':
      return `Its ${caps.messages} messages are used.`
    default:
      return `Its ${caps.tokens} tokens are used.`
  }
}

function ended(model: Model, thread: Thread | undefined): readonly DomainEvent[] {
  if (thread === undefined) return []
  if (thread.role !== undefined) return arbiterEnded(model, thread)
  const talks = [...ofParty(model, thread)].filter((negotiation) => !awaitsAttempt(model, negotiation))
  return talks.flatMap((negotiation) => settledWithout(model, negotiation))
}

/** It is over without a ruling, and nothing goes on with it by itself. */
function arbiterEnded(model: Model, thread: Thread | undefined): readonly DomainEvent[] {
  if (thread?.role !== 'arbiter') return []
  const parked = thread.state.kind === 'parked'
  if (parked && (isRecovering(model, thread.id) || waitsForResume(thread))) return []
  for (const negotiation of model.negotiation.within(thread.project)) {
    const { state } = negotiation
    if (state.kind !== 'arbitrating' || state.arbiter !== thread.id) continue
    return withoutRuling(model, negotiation, 'The arbiter ended without a ruling.')
  }
  return []
}

/** A team that has used what it may, or that hears without changing anything, has not agreed. A person's own word ends it. */
function withoutTeam(
  model: Model,
  id: Cluster['id'],
  { because, into }: { readonly because: string; readonly into: Cluster['id'] | undefined },
): readonly DomainEvent[] {
  const cluster = model.cluster.get(id)
  if (cluster === undefined) return []
  return [...model.negotiation.within(cluster.project)].flatMap((negotiation): readonly DomainEvent[] => {
    if (negotiation.cluster !== id || negotiation.state.kind === 'settled') return []
    if (into !== undefined) return [{ type: 'negotiation.moved', id: negotiation.id, cluster: into }]
    if (negotiation.state.kind !== 'open') return []
    if (isUsedUp(cluster)) return capReached(model, negotiation, because)
    const over = settledWithout(model, negotiation)
    return over.length > 0 ? over : settle(model, negotiation, { outcome: { kind: 'stopped' }, by: 'host', because })
  })
}

function isUsedUp({ budget, quiet, used: spent }: Cluster): boolean {
  return quiet >= teamLimits.quiet || spent.messages >= budget.messages || spent.tokens >= budget.tokens
}

/** Settled ones leave the live model with the last of their parties. */
function putAway(model: Model, thread: Thread | undefined): readonly DomainEvent[] {
  if (thread === undefined) return []
  return [...ofParty(model, thread)].flatMap(({ closed, id, parties, state }): readonly DomainEvent[] => {
    const live = parties.some((party) => model.thread.get(party)?.archived === false)
    return live || closed === true || state.kind !== 'settled' ? [] : [{ type: 'negotiation.closed', id }]
  })
}

function* ofParty(model: Model, { id, project }: Thread): Iterable<Negotiation> {
  for (const negotiation of model.negotiation.within(project)) if (negotiation.parties.includes(id)) yield negotiation
}
