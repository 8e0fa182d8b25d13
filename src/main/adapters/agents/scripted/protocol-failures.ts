import { RequestError } from '@agentclientprotocol/sdk'
import type { FailStep, FailureClass } from './steps.ts'

type ErrorClass = Exclude<FailureClass, 'refusal'>

interface FailureShape {
  readonly code: number
  /** The word that agents put beside their own class, and the HTTP status of their provider. */
  readonly errorKind: string
  readonly status: number
  readonly message: string
}

/**
 * How each class looks on the wire: `{code, message, data: {class, errorKind, status, retryAfterMs?}}` in answer to
 * `session/prompt`. A refusal is no error in ACP but a stop reason.
 */
const SHAPES: Readonly<Record<ErrorClass, FailureShape>> = {
  rateLimit: { code: -32603, errorKind: 'rate_limit', status: 429, message: 'Rate limit reached' },
  auth: { code: -32000, errorKind: 'authentication_failed', status: 401, message: 'Authentication required' },
  overloaded: { code: -32603, errorKind: 'overloaded', status: 529, message: 'The model is overloaded' },
  contextOverflow: {
    code: -32603,
    errorKind: 'context_window_exceeded',
    status: 400,
    message: 'The conversation no longer fits the context window',
  },
}

export function protocolFailure(failure: FailStep & { readonly class: ErrorClass }): RequestError {
  const { code, errorKind, status, message } = SHAPES[failure.class]
  const retry = failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs }
  return new RequestError(code, failure.message || message, { class: failure.class, errorKind, status, ...retry })
}

export const INVALID_SCRIPT = -32602
