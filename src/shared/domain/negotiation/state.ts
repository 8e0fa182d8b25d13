import type { ClusterId, ContractId, NegotiationId, ProjectId, ThreadId } from '../../kernel/ids.ts'

/** What an exchange may use at most. */
export interface NegotiationCaps {
  /** A round is over when every party has spoken since the last one ended. */
  readonly rounds: number
  readonly messages: number
  /** Of both sides: what is written and what is read. */
  readonly tokens: number
  readonly minutes: number
}

export const defaultCaps: NegotiationCaps = { rounds: 4, messages: 12, tokens: 24_000, minutes: 20 }

/** More than two have more to say; they say it in the same rounds and minutes. */
export function capsAmong(parties: number, caps: NegotiationCaps): NegotiationCaps {
  const pairs = Math.max(1, parties - 1)
  return { ...caps, messages: caps.messages * pairs, tokens: caps.tokens * pairs }
}

/** What is forced when a cap is reached and the parties have not agreed. */
export type AtCap = 'arbiter' | 'serialize' | 'ask'

/** What a project says of exchanges in it; what it leaves out is as usual. */
export interface NegotiationSettings extends Partial<NegotiationCaps> {
  readonly atCap?: AtCap
}

export type NegotiationOutcome =
  /** Every party confirmed this version of this contract. */
  | { readonly kind: 'agreed'; readonly contract: ContractId; readonly version: number }
  /** `second` waits until `first` has landed. */
  | {
      readonly kind: 'serialized'
      readonly first: ThreadId
      readonly second: ThreadId
      /** Of more than two parties: who waits for it too. */
      readonly others?: readonly ThreadId[]
    }
  /** A person has to say; they did where `said` is there. */
  | { readonly kind: 'asked'; readonly said?: string }
  /** Nothing is left to settle: a party landed or was discarded, or a person ended it. */
  | { readonly kind: 'stopped' }

export type NegotiationState =
  | { readonly kind: 'open' }
  /** A cap is reached, and a read-only thread is to say how it ends. */
  | {
      readonly kind: 'arbitrating'
      /** Null until the host has begun it. */
      readonly arbiter: ThreadId | null
      /** Milliseconds since the epoch. */
      readonly since: number
    }
  /** A cap is reached, and a person is to say how it ends. */
  | { readonly kind: 'asking'; readonly since: number }
  | {
      readonly kind: 'settled'
      readonly outcome: NegotiationOutcome
      readonly by: 'parties' | 'arbiter' | 'host' | 'person'
      /** Why it ended so, in one sentence. */
      readonly because: string
      readonly at: number
    }

/** A bounded exchange between threads about one topic. Its messages are instances of their own. */
export interface Negotiation {
  readonly id: NegotiationId
  readonly project: ProjectId
  readonly cluster: ClusterId | null
  readonly topic: string
  readonly parties: readonly ThreadId[]
  /** Why it was opened, in one sentence. */
  readonly because: string
  readonly caps: NegotiationCaps
  readonly atCap: AtCap
  readonly used: {
    readonly rounds: number
    readonly messages: number
    /** Settled: read by their recipients. */
    readonly tokens: number
    /** Of messages that nobody has read yet. */
    readonly reserved: number
  }
  /** Parties that have spoken in the present round. */
  readonly spoken: readonly ThreadId[]
  readonly confirmed: readonly { readonly thread: ThreadId; readonly contract: ContractId; readonly version: number }[]
  /** What a person said in it. */
  readonly joined: readonly { readonly text: string; readonly at: number }[]
  readonly state: NegotiationState
  readonly openedAt: number
  /** Settled, and none of its parties is live: it leaves the live model. */
  readonly closed?: true
}

export const negotiationLimits = {
  topic: 200,
  because: 500,
  /** Words of a person in one exchange, and UTF-16 units of each. */
  joined: 50,
  text: 8_000,
  parties: 12,
  /** Minutes after which nobody waits for an arbiter any more. */
  arbiterMinutes: 15,
} as const
