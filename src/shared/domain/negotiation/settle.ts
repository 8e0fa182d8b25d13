import type { ContractId, NegotiationId, ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { discarded } from '../thread/discarded.ts'
import { interrupted } from '../thread/park-reasons.ts'
import type { Thread } from '../thread/state.ts'
import { canSerialize, putBehind } from '../topology/serialize.ts'
import { activeParties } from './parties.ts'
import type { Negotiation, NegotiationOutcome, NegotiationState } from './state.ts'

export interface Settlement {
  readonly outcome: NegotiationOutcome
  readonly by: Extract<NegotiationState, { kind: 'settled' }>['by']
  /** Why, in one sentence. */
  readonly because: string
}

/** Ends an exchange. An arbiter that was to rule, and hasn't, is put away. */
export function settle(model: Model, negotiation: Negotiation, settlement: Settlement): readonly DomainEvent[] {
  if (negotiation.state.kind === 'settled') return []
  const settled: DomainEvent = { type: 'negotiation.settled', id: negotiation.id, ...settlement }
  return settlement.by === 'arbiter' ? [settled] : [settled, ...arbiterPutAway(model, negotiation)]
}

/** Every active party confirmed the newest version of the same contract; null while they have not. */
export function agreementOf(
  model: Model,
  negotiation: Negotiation,
): { readonly contract: ContractId; readonly version: number; readonly name: string } | null {
  const active = activeParties(model, negotiation)
  const first = negotiation.confirmed.find(({ thread }) => thread === active[0]?.id)
  const contract = first === undefined ? undefined : model.contract.get(first.contract)
  if (first === undefined || contract === undefined || contract.version !== first.version) return null
  const all = active.every(({ id }) =>
    negotiation.confirmed.some(
      (one) => one.thread === id && one.contract === first.contract && one.version === first.version,
    ),
  )
  return all && active.length > 1 ? { contract: contract.id, version: first.version, name: contract.name } : null
}

/** The end that the parties found themselves; nothing while they have not. */
export function settledByParties(model: Model, id: NegotiationId): readonly DomainEvent[] {
  const negotiation = model.negotiation.get(id)
  const agreed = negotiation === undefined ? null : agreementOf(model, negotiation)
  if (negotiation === undefined || agreed === null) return []
  const { contract, name, version } = agreed
  const because = `Every party confirmed version ${version} of ${name}.`
  return settle(model, negotiation, { outcome: { kind: 'agreed', contract, version }, by: 'parties', because })
}

export interface OneFirst {
  /** Absent: whoever has done most, and can go first. */
  readonly first?: ThreadId | undefined
  readonly by: Settlement['by']
  readonly because: string
}

/** One goes on, and the others wait for its landing; null where that can't be. */
export function serialized(
  model: Model,
  negotiation: Negotiation,
  { because, by, first: named }: OneFirst,
): readonly DomainEvent[] | null {
  const active = byWork(activeParties(model, negotiation))
  const possible = active.find(
    (one) =>
      (named === undefined || one.id === named) &&
      active.every((other) => other.id === one.id || canSerialize(model, one, other)),
  )
  const [second, ...more] = active.filter(({ id }) => id !== possible?.id)
  if (possible === undefined || second === undefined) return null
  const outcome: NegotiationOutcome = {
    kind: 'serialized',
    first: possible.id,
    second: second.id,
    ...(more.length === 0 ? {} : { others: more.map(({ id }) => id) }),
  }
  return [
    ...settle(model, negotiation, { outcome, by, because }),
    ...[second, ...more].flatMap((other) => putBehind(model, { first: possible, second: other, because })),
  ]
}

/** Most done first: what a checkpoint holds, then what is ready, then what is older. */
function byWork(threads: readonly Thread[]): readonly Thread[] {
  const ready = ({ state }: Thread) => (state.kind === 'ready' ? 1 : 0)
  return [...threads].sort(
    (one, other) =>
      changesOf(other) - changesOf(one) ||
      ready(other) - ready(one) ||
      one.createdAt - other.createdAt ||
      (one.id < other.id ? -1 : 1),
  )
}

function changesOf({ checkpoint }: Thread): number {
  return checkpoint === null ? 0 : checkpoint.additions + checkpoint.deletions
}

const put =
  'The exchange it was to end has ended. The host put this thread into the trash, from where it can be restored.'

function arbiterPutAway(model: Model, { state }: Negotiation): readonly DomainEvent[] {
  const arbiter = state.kind === 'arbitrating' ? model.thread.get(state.arbiter ?? '') : undefined
  if (arbiter === undefined || arbiter.discarding) return []
  switch (arbiter.state.kind) {
    case 'ready':
    case 'parked':
      return [{ ...discarded(model, arbiter, arbiter.state), because: put }]
    case 'queued':
      return [{ ...discarded(model, arbiter, { kind: 'parked', reason: interrupted }), because: put }]
    case 'preparing':
    case 'running':
    case 'needs-you':
      return [
        { type: 'thread.discard-requested', id: arbiter.id },
        { type: 'thread.interrupt-requested', id: arbiter.id, how: 'stop' },
      ]
    case 'verifying':
      return [{ type: 'thread.discard-requested', id: arbiter.id }]
    default:
      return []
  }
}
