import type { RequestError } from '@agentclientprotocol/sdk'

/** What became of a request to the agent. */
export type Reply<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'refused'; readonly error: RequestError }
  /** The connection is gone; `ended` says how. */
  | { readonly kind: 'lost' }
