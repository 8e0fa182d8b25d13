import { assertNever } from '../../kernel/assert-never.ts'
import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { ClusterEvent, CouplingEvent } from './events.ts'
import type { Cluster, Coupling, Member } from './state.ts'

export function reduceCoupling(state: Coupling | undefined, event: CouplingEvent, { at }: EventEnvelope): Coupling {
  switch (event.type) {
    case 'coupling.measured': {
      const { type: _type, ...facts } = event
      const before = state ?? { standing: { kind: 'open' } as const, outcome: null, since: at }
      return { ...before, ...facts, at }
    }
    case 'coupling.asked': {
      const row = existing(state, event)
      return { ...row, questions: (row.questions ?? 0) + 1 }
    }
    case 'coupling.stood':
      return { ...existing(state, event), standing: event.standing, at }
    case 'coupling.closed':
      return { ...existing(state, event), outcome: event.outcome, at }
    default:
      return assertNever(event)
  }
}

export function reduceCluster(state: Cluster | undefined, event: ClusterEvent, { at }: EventEnvelope): Cluster {
  if (event.type === 'cluster.proposed' || event.type === 'cluster.formed') {
    const { type, ...facts } = event
    const kind = type === 'cluster.proposed' ? 'proposed' : 'team'
    const used = { messages: 0, tokens: 0 }
    return { ...facts, state: { kind }, negotiation: null, used, quiet: 0, since: at }
  }
  const cluster = existing(state, event)
  switch (event.type) {
    case 'cluster.accepted':
      return { ...cluster, state: { kind: 'team' }, since: at }
    case 'cluster.joined':
      return { ...cluster, members: [...without(cluster.members, event.members), ...event.members] }
    case 'cluster.left':
      return {
        ...cluster,
        members: without(cluster.members, event.members),
        left: [...new Set([...(cluster.left ?? []), ...event.members.map(({ task }) => task)])],
      }
    case 'cluster.allowed':
      return { ...cluster, budget: event.budget }
    case 'cluster.pinned':
      return { ...cluster, pinned: event.pinned }
    case 'cluster.led':
      return { ...cluster, lead: event.lead }
    case 'cluster.negotiates':
      return { ...cluster, negotiation: event.negotiation }
    case 'cluster.spent': {
      const { messages, tokens } = cluster.used
      return { ...cluster, used: { messages: messages + event.messages, tokens: tokens + event.tokens } }
    }
    case 'cluster.heard':
      return {
        ...cluster,
        quiet: event.changed ? 0 : cluster.quiet + 1,
        changes: (cluster.changes ?? 0) + (event.changed ? 1 : 0),
        heard: { ...cluster.heard, [event.task]: event.given },
      }
    case 'cluster.dissolved':
      return { ...cluster, state: { kind: 'dissolved', because: event.because }, since: at }
    case 'cluster.closed':
      return { ...cluster, closed: true }
    default:
      return assertNever(event)
  }
}

function without(members: readonly Member[], gone: readonly Member[]): readonly Member[] {
  return members.filter(({ task }) => !gone.some((one) => one.task === task))
}
