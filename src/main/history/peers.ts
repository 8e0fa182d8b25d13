import type { Aggregate } from '../../shared/domain/model.ts'
import type { ContractVersionId, MessageId, NegotiationId, ThreadId } from '../../shared/kernel/ids.ts'
import { pairOf } from '../engine/group-for-store.ts'
import { type GroupPageQuery, readGroup, readState } from '../engine/read-group.ts'
import type { StorePort } from '../ports/store.ts'
import { readMessages } from './read-messages.ts'
import { readTicks } from './read-ticks.ts'

/** What peers said and agreed on, as screens ask for it. */
export function peersOf(store: StorePort) {
  return {
    conversation: ({ between: [one, other], ...page }: GroupPageQuery & { between: readonly [string, string] }) =>
      readGroup(store, { aggregate: 'message', group: pairOf(one, other) }, page),
    negotiation: ({ negotiation: id, ...page }: GroupPageQuery & { negotiation: NegotiationId }) =>
      readMessages(store, { of: { aggregate: 'negotiation', id }, ...page }),
    mailbox: ({ thread: id, ...page }: GroupPageQuery & { thread: ThreadId }) =>
      readMessages(store, { of: { aggregate: 'mailbox', id }, ...page }),
    message: (id: MessageId) => readState(store, { aggregate: 'message', id }),
    contractVersion: (id: ContractVersionId) => readState(store, { aggregate: 'contractVersion', id }),
    ofGroup: <A extends Aggregate>(aggregate: A, group: string, page: GroupPageQuery) =>
      readGroup(store, { aggregate, group }, page),
    ticks: (query: Parameters<typeof readTicks>[1]) => readTicks(store, query),
  }
}
