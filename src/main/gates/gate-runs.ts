import type { ThreadId } from '../../shared/kernel/ids.ts'

interface Running {
  readonly thread: ThreadId
  readonly abort: AbortController
  readonly over: Promise<unknown>
}

/** Never settles: work that the end of the host broke off has no outcome, the next host does it again. */
const never = new Promise<never>(() => undefined)

/** What runs gates at the moment, so that it can be stopped. */
export class GateRuns {
  readonly #running = new Set<Running>()
  #closed = false

  /** Does the work until it is done or stopped. */
  async during<T>(thread: ThreadId, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#closed) return never
    const abort = new AbortController()
    const working = work(abort.signal)
    const running = { thread, abort, over: working.catch(() => undefined) }
    this.#running.add(running)
    try {
      const done = await working
      return this.#closed && abort.signal.aborted ? await never : done
    } finally {
      this.#running.delete(running)
    }
  }

  /** Resolves once nothing of it is left running. */
  async cancel(thread: ThreadId): Promise<void> {
    await stop([...this.#running].filter((running) => running.thread === thread))
  }

  async close(): Promise<void> {
    this.#closed = true
    await stop([...this.#running])
  }
}

async function stop(all: readonly Running[]): Promise<void> {
  for (const { abort } of all) abort.abort()
  await Promise.all(all.map(({ over }) => over))
}
