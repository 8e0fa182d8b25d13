import type { Octokit } from '@octokit/rest'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ForgeFailure } from '../../ports/forge.ts'
import { boundedFetch } from './bounded-fetch.ts'
import { forgeFailure, isUnsuccessful } from './failures.ts'

export interface ClientOptions {
  readonly base: string
  readonly host: string
  readonly clock: Clock
  /** How long an answer may take, in milliseconds. */
  readonly limitMs: number
  /** What one second of the library's pacing lasts, in milliseconds; less than a second is for tests. */
  readonly secondMs: number
  /** In the place of the library's own limiters. */
  readonly limiters: object
  /** Limits up to so many seconds are waited out. */
  readonly waitOut: number
}

export interface Ask {
  readonly method: 'GET' | 'POST' | 'PATCH'
  /** Below the base, with its placeholders: `/repos/{owner}/{repo}/issues`. */
  readonly path: string
  readonly parameters: Readonly<Record<string, string | number | boolean>>
  readonly etag?: string | null
  /** What is asked for, in words. */
  readonly what: string
}

export interface Answer {
  /** 304: unchanged, `data` is empty. */
  readonly status: number
  readonly data: unknown
  readonly etag: string | null
  /** There is a further page. */
  readonly more: boolean
  /** By the server's clock; by the host's where the server tells none. */
  readonly at: number
}

export type Client = (ask: Ask, token: string) => Promise<Result<Answer, ForgeFailure>>

/** What the handler of a limit leaves for whoever asked; a class, since the library copies plain objects. */
class Note {
  seconds: number | null = null
}

let clients = 0

/** Asks one server, paced as it wishes. Reads are tried again where it stumbles, writes never. */
export function createClient(options: ClientOptions): Client {
  let opened: Promise<Octokit> | null = null
  const { clock, host } = options
  return async ({ etag, method, parameters, path, what }, token) => {
    const note = new Note()
    opened ??= octokitFor(options)
    const octokit = await opened
    try {
      const answer = await octokit.request(`${method} ${path}`, {
        ...parameters,
        headers: {
          authorization: `token ${token}`,
          'x-github-api-version': '2022-11-28',
          ...(etag == null ? {} : { 'if-none-match': etag }),
        },
        request: method === 'GET' ? { note } : { note, retries: 0 },
      })
      return ok(answerOf(answer, clock))
    } catch (error) {
      if (isUnsuccessful(error) && error.status === 304) {
        return ok({
          ...answerOf({ status: 304, headers: error.response?.headers ?? {}, data: null }, clock),
          etag: etag ?? null,
        })
      }
      return err(forgeFailure(error, { host, what, now: clock.now(), limitedFor: note.seconds }))
    }
  }
}

function answerOf(
  answer: { readonly status: number; readonly headers: Readonly<Record<string, unknown>>; readonly data: unknown },
  clock: Clock,
): Answer {
  const { date, etag, link } = answer.headers
  const at = Date.parse(typeof date === 'string' ? date : '')
  return {
    status: answer.status,
    data: answer.data,
    etag: typeof etag === 'string' ? etag : null,
    more: typeof link === 'string' && /;\s*rel="next"/.test(link),
    at: Number.isNaN(at) ? clock.now() : at,
  }
}

/** The library is loaded when it is first needed: most hosts ask nobody, and all begin sooner without. */
async function pacedOctokit() {
  const [{ retry }, { throttling }, { Octokit }] = await Promise.all([
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
    import('@octokit/rest'),
  ])
  return Octokit.plugin(throttling, retry)
}

async function octokitFor({ base, clock, limitMs, limiters, secondMs, waitOut }: ClientOptions): Promise<Octokit> {
  const PacedOctokit = await pacedOctokit()
  clients += 1
  const onLimit = (seconds: number, asked: object): boolean => {
    const note = noteOf(asked)
    const again = note?.seconds !== null
    if (note !== null) note.seconds = seconds
    return seconds <= waitOut && !again
  }
  const silent = () => undefined
  return new PacedOctokit({
    baseUrl: base,
    userAgent: 'switchyard',
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: boundedFetch({ clock, limitMs }) },
    retry: { retries: 1, retryAfterBaseValue: secondMs, doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451] },
    throttle: {
      // Limiters are shared by name in the whole process.
      id: `switchyard-${clients}`,
      retryAfterBaseValue: secondMs,
      onRateLimit: onLimit,
      onSecondaryRateLimit: onLimit,
      ...limiters,
    },
  })
}

function noteOf(asked: object): Note | null {
  const request = 'request' in asked ? asked.request : null
  const note = typeof request === 'object' && request !== null && 'note' in request ? request.note : null
  return note instanceof Note ? note : null
}
