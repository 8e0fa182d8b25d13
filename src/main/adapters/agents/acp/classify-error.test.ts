import { describe, expect, it } from 'vitest'
import { classifyError } from './classify-error.ts'

type Case = readonly [
  string,
  { readonly code: number; readonly message?: string; readonly data?: unknown },
  string,
  number?,
]

const CASES: readonly Case[] = [
  ['authentication required', { code: -32000 }, 'auth'],
  ['the kind of a model error', { code: -32603, data: { errorKind: 'rate_limit' } }, 'rate-limit'],
  ['a failed sign-in as internal error', { code: -32603, data: { errorKind: 'authentication_failed' } }, 'auth'],
  [
    'a provider error inside',
    { code: -32603, data: { error: { type: 'overloaded_error', message: 'x' } } },
    'overloaded',
  ],
  [
    'a limit of the account',
    { code: -32603, data: { message: 'x', codexErrorInfo: 'usageLimitExceeded' } },
    'rate-limit',
  ],
  ['a full context', { code: -32603, data: { codex_error_info: 'context_window_exceeded' } }, 'context-overflow'],
  [
    'a nested status',
    { code: -32603, data: { codexErrorInfo: { httpConnectionFailed: { httpStatusCode: 529 } } } },
    'overloaded',
  ],
  ['the status as code', { code: 429, message: 'x' }, 'rate-limit'],
  ['a status word', { code: -32603, data: { error: { code: 429, status: 'RESOURCE_EXHAUSTED' } } }, 'rate-limit'],
  ['milliseconds to wait', { code: -32603, data: { class: 'rateLimit', retryAfterMs: 1200 } }, 'rate-limit', 1200],
  ['seconds to wait', { code: -32603, data: { status: 429, retry_after: 2 } }, 'rate-limit', 2000],
  ['a wait that makes no sense', { code: -32603, data: { status: 429, retry_after: -2 } }, 'rate-limit'],
  [
    'the scripted agent’s overflow',
    { code: -32603, data: { class: 'contextOverflow', status: 400 } },
    'context-overflow',
  ],
  ['a refusal', { code: -32603, data: { type: 'refusal' } }, 'refusal'],
  ['text only, however clear', { code: -32603, message: 'rate limit 429 overloaded' }, 'error'],
  ['an invalid request', { code: -32602, data: { _errors: [] } }, 'error'],
  ['data that is no object', { code: -32603, data: 'rate_limit' }, 'error'],
]

describe('a protocol error', () => {
  it.each(CASES.map((parts) => ({ name: parts[0], parts })))(
    '$name',
    ({ parts: [, error, expected, retryAfterMs] }) => {
      const message = error.message ?? ''
      expect(classifyError({ ...error, message })).toEqual({
        kind: 'failed',
        class: expected,
        message,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      })
    },
  )
})
