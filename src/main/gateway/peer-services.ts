import type { PageOf } from '../../shared/contract/channels/peers.ts'
import type { Estimate, TickPage } from '../../shared/contract/channels/topology.ts'
import type { Aggregate, States } from '../../shared/domain/model.ts'
import type { Message } from '../../shared/domain/peers/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { MessageId, NegotiationId, ThreadId } from '../../shared/kernel/ids.ts'
import type { Result } from '../../shared/kernel/result.ts'

export interface PageQuery {
  /** Where the page before ended; the newest where absent. */
  readonly before?: number | undefined
  readonly limit: number
}

export interface PeerServices {
  conversation(
    query: PageQuery & { readonly between: readonly [ThreadId | 'host', ThreadId | 'host'] },
  ): Promise<PageOf<Message>>
  negotiation(query: PageQuery & { readonly negotiation: NegotiationId }): Promise<PageOf<Message>>
  mailbox(query: PageQuery & { readonly thread: ThreadId }): Promise<PageOf<Message>>
  message(id: MessageId): Promise<Message | null>
  /** Everything of one kind that belongs together, as the store groups it. */
  ofGroup<A extends Aggregate>(aggregate: A, group: string, page: PageQuery): Promise<PageOf<States[A]>>
  /** As of event `sequence`, which must be stored. */
  ticks(query: {
    readonly threads: readonly ThreadId[]
    readonly since: number
    readonly sequence: number
  }): Promise<TickPage>
}

/** A piece of work that is to be dispatched. */
export interface EstimateQuery {
  readonly repository: string
  readonly work: readonly { readonly brief: string; readonly paths: readonly string[] }[]
}

export type EstimateService = (query: EstimateQuery) => Promise<Result<Estimate, Failure>>
