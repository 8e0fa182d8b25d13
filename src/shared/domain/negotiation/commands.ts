import type { ContractId, NegotiationId, PromptId, ThreadId } from '../../kernel/ids.ts'
import type { AgentChoice } from '../thread/state.ts'
import type { AtCap, NegotiationCaps } from './state.ts'

interface On {
  readonly negotiation: NegotiationId
}

/** How an arbiter or a person ends it. `first`: the one that goes on; the others wait for its landing. */
export type Ruling =
  | { readonly kind: 'agreed'; readonly contract: ContractId; readonly version: number }
  | { readonly kind: 'serialize'; readonly first: ThreadId }
  | { readonly kind: 'ask' }
  /** A person ends it with nothing forced. */
  | { readonly kind: 'stop' }

export interface NegotiationCommands {
  /** By a person, or by a thread about something it needs of its peers. */
  readonly 'negotiation.open': {
    readonly payload: On & {
      readonly topic: string
      readonly parties: readonly ThreadId[]
      readonly because: string
      readonly caps?: NegotiationCaps | undefined
      readonly atCap?: AtCap | undefined
      /** Absent: a person. */
      readonly by?: ThreadId | undefined
    }
  }
  readonly 'negotiation.confirm': {
    readonly payload: On & { readonly by: ThreadId; readonly contract: ContractId; readonly version: number }
  }
  /** Only of the arbiter. */
  readonly 'negotiation.decide': {
    readonly payload: On & { readonly by: ThreadId; readonly ruling: Ruling; readonly because: string }
  }
  /** The host has put the arbiter to work, or could not. */
  readonly 'negotiation.begin-arbiter': {
    readonly payload: On & {
      readonly thread: ThreadId
      readonly prompt: PromptId
      readonly agent: AgentChoice
      readonly blocks: readonly string[]
    }
  }
  readonly 'negotiation.report-arbiter-failed': { readonly payload: On & { readonly because: string } }
  /** A person says something to all parties: to them it is a person's prompt, and of another weight than a peer's. */
  readonly 'negotiation.join': {
    readonly payload: On & {
      readonly text: string
      readonly prompts: readonly { readonly thread: ThreadId; readonly prompt: PromptId }[]
    }
  }
  readonly 'negotiation.settle': {
    readonly payload: On & { readonly ruling: Ruling; readonly because?: string | undefined }
  }
  /** Of the host's own clock: minutes may be used up. */
  readonly 'negotiation.check': { readonly payload: Readonly<Record<never, never>> }
}
