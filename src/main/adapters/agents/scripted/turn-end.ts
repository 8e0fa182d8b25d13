import type { RequestError, StopReason } from '@agentclientprotocol/sdk'

/** Why a turn ends before its last step. */
export type TurnEnd =
  | { readonly kind: 'stop'; readonly reason: StopReason }
  | { readonly kind: 'fail'; readonly error: RequestError }

/** Undefined: go on with the next step. */
export type StepOutcome = TurnEnd | undefined
