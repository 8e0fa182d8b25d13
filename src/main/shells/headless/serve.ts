import type { Failure } from '../../../shared/kernel/failure.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import type { HostOptions } from '../compose/host-options.ts'
import { openHost } from '../compose/open-host.ts'
import { atRest } from './at-rest.ts'

export interface ServeOptions extends HostOptions {
  /** Ends by itself when nothing is under way and no client is attached. */
  readonly untilIdle: boolean
  readonly signal: AbortSignal
  readonly ready: (facts: ReadyFacts) => void
}

export interface ReadyFacts {
  readonly url: string
  readonly token: string
  readonly pid: number
  /** Address for one browser, with a code that works once. */
  readonly page: string
  readonly warnings: readonly string[]
}

/** Runs a host without a window until it is told to end. Threads under way go on at the next start. */
export async function serve(options: ServeOptions): Promise<Result<void, Failure>> {
  const opened = await openHost(options)
  if (!opened.ok) return opened
  const host = opened.value
  const { address: url, warnings } = host.server
  const ends = [aborted(options.signal), host.asked]
  if (options.untilIdle) ends.push(atRest(host))
  options.ready({ url, token: host.token, pid: process.pid, page: host.server.link(), warnings })
  await Promise.race(ends)
  await host.close()
  return ok(undefined)
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
