import type { ClusterId, ContractId, MessageId, NegotiationId, ProjectId, ThreadId } from '../../kernel/ids.ts'
import type { AtCap, NegotiationCaps, NegotiationOutcome, NegotiationState } from './state.ts'

interface On {
  readonly id: NegotiationId
}

type Settled = Extract<NegotiationState, { kind: 'settled' }>

export type NegotiationEvent =
  | (On & {
      readonly type: 'negotiation.opened'
      readonly project: ProjectId
      readonly cluster: ClusterId | null
      readonly topic: string
      readonly parties: readonly ThreadId[]
      readonly because: string
      readonly caps: NegotiationCaps
      readonly atCap: AtCap
    })
  /** A message of it was accepted: its tokens are reserved. `round`: it ended one. */
  | (On & {
      readonly type: 'negotiation.spoke'
      readonly by: ThreadId
      /** By which its messages are found again when they have left the live model. */
      readonly message: MessageId
      readonly tokens: number
      readonly round: boolean
    })
  /** Messages of it were read: what was reserved for them is settled for what it came to. */
  | (On & { readonly type: 'negotiation.settled-tokens'; readonly reserved: number; readonly tokens: number })
  | (On & {
      readonly type: 'negotiation.confirmed'
      readonly by: ThreadId
      readonly contract: ContractId
      readonly version: number
    })
  | (On & { readonly type: 'negotiation.joined'; readonly text: string })
  /** `what`: the cap that was reached, in words. */
  | (On & {
      readonly type: 'negotiation.capped'
      readonly what: string
      readonly forces: AtCap
      readonly arbiter: ThreadId | null
    })
  /** The read-only thread that is to say how it ends is there. */
  | (On & { readonly type: 'negotiation.arbiter-asked'; readonly arbiter: ThreadId })
  | (On & {
      readonly type: 'negotiation.settled'
      readonly outcome: NegotiationOutcome
      readonly by: Settled['by']
      readonly because: string
    })
  /** A party left the team, a member came to it, or another attempt took a party's place. */
  | (On & {
      readonly type: 'negotiation.parties-changed'
      readonly parties: readonly ThreadId[]
      readonly because: string
    })
  /** Its team is part of another one now. */
  | (On & { readonly type: 'negotiation.moved'; readonly cluster: ClusterId })
  /** It was settled before, and none of its parties is live any more. */
  | (On & { readonly type: 'negotiation.closed' })
