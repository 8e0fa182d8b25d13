import { failure } from '../../../shared/kernel/failure.ts'
import type { ForgeFailure } from '../../ports/forge.ts'

/** The server could not be reached, or did not answer in time; `reason` is the system's code, or `timeout`. */
export class ConnectionLost extends Error {
  readonly reason: string

  constructor(reason: string, options?: ErrorOptions) {
    super(`no connection: ${reason}`, options)
    this.name = 'ConnectionLost'
    this.reason = reason
  }
}

/** An answer that is no success, as the library throws it. */
interface Unsuccessful extends Error {
  readonly status: number
  readonly response?: { readonly headers: Readonly<Record<string, string | undefined>> }
}

export function isUnsuccessful(error: unknown): error is Unsuccessful {
  return error instanceof Error && error.name === 'HttpError' && 'status' in error && typeof error.status === 'number'
}

export interface FailureContext {
  readonly host: string
  /** What was asked for, in words without a secret: `issues of acme/payments`. */
  readonly what: string
  /** Milliseconds since the epoch, by the host's clock. */
  readonly now: number
  /** Seconds to wait, where the library has found that a limit was met. */
  readonly limitedFor: number | null
}

/** The wait that is asked for where a limit is told without one, in seconds. */
const waitUnsaid = 60

/**
 * What an error of a request means. It is judged by status and headers; its text, which may hold what was sent, is not
 * passed on.
 */
export function forgeFailure(error: unknown, context: FailureContext): ForgeFailure {
  if (!isUnsuccessful(error)) return failed(context, null)
  if (error.cause instanceof ConnectionLost) return unreachable(context, error.cause.reason)
  const seconds = limited(error, context)
  if (seconds !== null) return rateLimited(context, seconds)
  switch (error.status) {
    case 401:
      return signedOut(context.host)
    case 403:
      return failure(
        'forge-forbidden',
        `${context.host} doesn't let this token do that: ${context.what}. Nothing was changed.`,
        'Give the token the rights for this repository, or use another one.',
      )
    case 404:
    case 410:
    case 451:
      return notFound(context)
    case 422:
    case 400:
    case 409:
      return refused(context, error.status)
    default:
      return failed(context, error.status)
  }
}

export function signedOut(host: string): ForgeFailure {
  return failure(
    'forge-signed-out',
    `There is no token that ${host} accepts; nothing is looked for or written there meanwhile.`,
    `Sign in with "gh auth login --hostname ${host}", keep a token with "${keeping(host)}", or set ${variableFor(host)} for the host.`,
  )
}

function keeping(host: string): string {
  return `switchyard github token set${host === 'github.com' ? '' : ` --server ${host}`}`
}

function variableFor(host: string): string {
  return host === 'github.com' || host.endsWith('.ghe.com') ? 'GH_TOKEN' : 'GH_HOST and GH_ENTERPRISE_TOKEN'
}

export function notFound({ host, what }: Pick<FailureContext, 'host' | 'what'>): ForgeFailure {
  return failure(
    'forge-not-found',
    `${host} has nothing there for this token: ${what}.`,
    'Look whether it was moved or deleted, and whether the token may see it.',
  )
}

function refused({ host, what }: Pick<FailureContext, 'host' | 'what'>, status: number): ForgeFailure {
  return failure('forge-refused', `${host} refused this: ${what}. Nothing was changed.`, {
    remedy: 'Look at what was to be written: a branch may be missing, or it may be there already.',
    facts: { status },
  })
}

function rateLimited({ host, now }: Pick<FailureContext, 'host' | 'now'>, seconds: number): ForgeFailure {
  return failure('forge-rate-limited', `${host} takes no further requests for now.`, {
    remedy: 'Wait; it is tried again by itself.',
    facts: { retryAt: now + seconds * 1000 },
  })
}

function unreachable({ host }: Pick<FailureContext, 'host'>, reason: string): ForgeFailure {
  return failure('forge-unreachable', `${host} could not be reached (${reason}).`, {
    remedy: 'Look at the network; it is tried again by itself.',
    facts: { reason },
  })
}

export function failed({ host, what }: Pick<FailureContext, 'host' | 'what'>, status: number | null): ForgeFailure {
  const said = status === null || status < 400 ? 'something that could not be read' : `status ${status}`
  return failure('forge-failed', `${host} answered with ${said}: ${what}.`, {
    remedy: 'Try again later.',
    facts: { status },
  })
}

/** Seconds until the next request, by the server's clock where it tells a time; null where no limit was met. */
function limited(error: Unsuccessful, { limitedFor, now }: FailureContext): number | null {
  const { headers } = error.response ?? {}
  const mayBe = error.status === 403 || error.status === 429
  if (!mayBe) return null
  const after = Number(headers?.['retry-after'] ?? Number.NaN)
  if (Number.isFinite(after)) return Math.max(1, after)
  if (headers?.['x-ratelimit-remaining'] === '0') {
    const serverNow = Date.parse(headers.date ?? '')
    const from = Number.isNaN(serverNow) ? now : serverNow
    return Math.max(1, Math.ceil(Number(headers['x-ratelimit-reset'] ?? 0) - from / 1000))
  }
  return error.status === 429 || limitedFor !== null ? (limitedFor ?? waitUnsaid) : null
}
