import type { Clock } from '../../ports/clock.ts'
import { ConnectionLost } from './failures.ts'

const mostRedirects = 3
/** Bytes of an answer; a page of a hundred issues with long texts has a few millions. */
const largestAnswer = 32_000_000

/**
 * Asks within a time limit, and only the server itself: an address elsewhere that an answer leads to is not followed,
 * since the token would go along.
 */
export function boundedFetch({ clock, limitMs }: { readonly clock: Clock; readonly limitMs: number }): typeof fetch {
  return async (input, init) => {
    const stop = new AbortController()
    const cancel = clock.after(limitMs, () => stop.abort())
    try {
      const answer = await follow(String(input), { ...init, signal: stop.signal, redirect: 'manual' })
      // Read here, so that the time limit holds for what follows the first bytes too.
      const body = await wholeBody(answer)
      const empty = answer.status === 204 || answer.status === 304
      return new Response(empty ? null : body, { status: answer.status, headers: answer.headers })
    } catch (error) {
      throw new ConnectionLost(stop.signal.aborted ? 'timeout' : reasonOf(error), { cause: error })
    } finally {
      cancel()
    }
  }
}

async function follow(address: string, init: RequestInit): Promise<Response> {
  let at = address
  for (let step = 0; step <= mostRedirects; step += 1) {
    const answer = await fetch(at, init)
    const next = answer.headers.get('location')
    const moved = answer.status >= 301 && answer.status <= 308 && answer.status !== 304 && next !== null
    if (!moved || (init.method ?? 'GET') !== 'GET') return answer
    const to = new URL(next, at)
    if (to.origin !== new URL(at).origin) return answer
    await answer.body?.cancel()
    at = to.href
  }
  throw new ConnectionLost('redirects')
}

async function wholeBody(answer: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > largestAnswer) throw new ConnectionLost('too-large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A code of the system, never its text. */
function reasonOf(error: unknown): string {
  if (error instanceof ConnectionLost) return error.reason
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause === undefined ? error.name : reasonOf(error.cause)
}
