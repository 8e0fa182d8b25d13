import { isDefinedError, ORPCError } from '@orpc/client'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { HostApi } from './host-api.ts'
import { useHost } from './store.ts'

/**
 * One call to the host: `ask((api) => api.review.diff({ thread }, { signal }))`. Fails with what the host refused, or
 * with `not-connected`, `no-answer` (the line broke, or the call was aborted) or `host-fault`.
 */
export async function ask<T>(call: (api: HostApi) => Promise<T>): Promise<Result<T, Failure>> {
  const { api } = useHost.getState()
  if (api === null) return err(notConnected)
  try {
    return ok(await call(api))
  } catch (error) {
    return err(failureOf(error))
  }
}

/** What to tell a person about a call that was not answered. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof ORPCError)) return noAnswer
  return isDefinedError(error) ? (error.data as Failure) : hostFault
}

export const notConnected = failure(
  'not-connected',
  'There is no line to the host; nothing was sent.',
  'Try again in a moment.',
)

export const noAnswer = failure(
  'no-answer',
  'The line broke before the host answered; it may have been done or not.',
  'Look whether it was done before you try again.',
)

const hostFault = failure(
  'host-fault',
  'The host failed to answer because of an error of its own; it may have been done or not.',
  'Look whether it was done; the host has written down what happened.',
)
