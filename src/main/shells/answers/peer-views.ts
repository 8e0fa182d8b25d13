import type { Model } from '../../../shared/domain/model.ts'
import type { Negotiation } from '../../../shared/domain/negotiation/state.ts'
import { standingOf } from '../../../shared/domain/peers/standing.ts'
import type { Message } from '../../../shared/domain/peers/state.ts'
import { threadOf } from '../../../shared/domain/topology/member.ts'
import { titleOf } from '../../../shared/domain/topology/standing.ts'
import type { Cluster, Coupling, Member } from '../../../shared/domain/topology/state.ts'
import { thresholds } from '../../../shared/domain/topology/weights.ts'

/** How `--json` shows who works with whom, and who may get into whose way: the most pressing first. */
export function peersView(model: Model) {
  const teams = [...model.cluster.values()].filter(({ state }) => state.kind !== 'dissolved')
  const pairs = [...model.coupling.values()].filter(
    ({ outcome, score, standing }) =>
      outcome === null && (score >= thresholds.show || standing.kind === 'serialized' || standing.kind === 'together'),
  )
  return {
    teams: teams.sort((one, other) => one.since - other.since).map((cluster) => teamView(model, cluster)),
    collisions: pairs.sort((one, other) => other.score - one.score).map((pair) => pairView(model, pair)),
  }
}

export type PeersView = ReturnType<typeof peersView>

function teamView(model: Model, cluster: Cluster) {
  const { because, budget, id, lead, members, negotiation, pinned, run, state, used } = cluster
  return {
    id,
    state: state.kind,
    run,
    because,
    pinned,
    lead,
    negotiation,
    members: members.map((member) => memberView(model, member)),
    used,
    budget: { messages: budget.messages, tokens: budget.tokens },
    list: [...model.item.within(id)].map((item) => ({
      id: item.id,
      title: item.title,
      state: item.state.kind,
      by: 'by' in item.state ? item.state.by : null,
    })),
  }
}

function pairView(model: Model, { conflicts, members, parts, score, spots, standing }: Coupling) {
  return {
    members: members.map((member) => memberView(model, member)),
    score,
    standing: standing.kind,
    because: 'because' in standing ? (standing.because ?? null) : null,
    first: standing.kind === 'serialized' ? standing.first : null,
    parts,
    conflicts,
    spots,
  }
}

/** What one thread is to others, and what it waits for. */
function memberView(model: Model, member: Member) {
  const thread = threadOf(model, member)
  return { task: member.task, thread: thread?.id ?? null, title: titleOf(model, member) }
}

/** A message with where it stands now: what holds one that waits, why one was refused or expired. */
export function messageView(model: Model, message: Message) {
  const { answers, from, id, kind, negotiation, number, sentAt, state, text, to } = message
  const refused = state.kind === 'refused' ? state.failure : null
  return {
    id,
    from,
    to,
    number,
    kind,
    text,
    state: state.kind,
    held: standingOf(model, message).held ?? null,
    because: state.kind === 'expired' ? state.because : (refused?.message ?? null),
    ...(answers === undefined ? {} : { answers }),
    ...(negotiation === undefined ? {} : { negotiation }),
    sentAt,
  }
}

export type MessageView = ReturnType<typeof messageView>

export function negotiationView(model: Model, negotiation: Negotiation) {
  const { atCap, because, caps, confirmed, id, openedAt, parties, state, topic, used } = negotiation
  const settled = state.kind === 'settled' ? state : null
  return {
    id,
    topic,
    because,
    state: state.kind,
    parties: parties.map((thread) => ({ thread, title: model.thread.get(thread)?.title ?? null })),
    used,
    caps,
    atCap,
    confirmed,
    outcome: settled?.outcome ?? null,
    settledBy: settled?.by ?? null,
    settledBecause: settled?.because ?? null,
    openedAt,
  }
}

export type NegotiationView = ReturnType<typeof negotiationView>
