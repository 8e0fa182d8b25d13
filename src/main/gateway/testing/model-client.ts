import type { ModelBatch } from '../../../shared/contract/channels/model.ts'
import { Replica } from '../../../shared/contract/replica.ts'
import type { Clock } from '../../ports/clock.ts'
import { defaultLimits, type GatewayLimits } from '../limits.ts'
import { EventLog } from '../streams/event-log.ts'
import { Pace } from '../streams/pace.ts'
import { watchModel } from '../streams/watch-model.ts'
import type { HostFixture } from './host-fixture.ts'

export interface ModelClientOptions {
  readonly clock: Clock
  readonly limits?: Partial<GatewayLimits>
  /** Bytes the client has not read, asked before every batch. */
  readonly buffered?: () => number
}

/** A client whose line can be cut at any moment, and all that it was ever sent. */
export function createModelClient(fixture: HostFixture, options: ModelClientOptions) {
  const { clock, buffered = () => 0 } = options
  const limits = { ...defaultLimits, ...options.limits }
  const log = new EventLog({
    engine: fixture.engine,
    readEvents: (query) => fixture.store.readEvents(query),
    limits,
  })
  const source = { engine: fixture.engine, log, host: 'log-1', limits }
  const replica = new Replica()
  const batches: ModelBatch[] = []
  const watchers = new Set<() => void>()
  let line: { readonly abort: AbortController; readonly over: Promise<void> } | null = null

  const read = async (abort: AbortController): Promise<void> => {
    replica.reconnected()
    const pace = new Pace({
      clock,
      connection: { buffered },
      signal: abort.signal,
      bufferedBytes: limits.bufferedBytes,
    })
    for await (const batch of watchModel(source, replica.position, pace)) {
      if (abort.signal.aborted) return
      batches.push(batch)
      const applied = replica.apply(batch)
      for (const watcher of watchers) watcher()
      if (applied.kind !== 'stale') continue
      if (applied.why !== 'unknown-instance') throw new Error(`the replica is stale: ${applied.why}`)
      return read(abort)
    }
  }
  const connect = () => {
    const abort = new AbortController()
    line = { abort, over: read(abort) }
  }
  const cut = async () => {
    line?.abort.abort()
    await line?.over
    line = null
  }
  return {
    replica,
    batches,
    connect,
    cut,
    /** Resolves at the first batch after which `done` holds; at once if it holds now. */
    until: (done: () => boolean): Promise<void> =>
      new Promise((resolve, reject) => {
        const watcher = () => {
          if (!done()) return
          watchers.delete(watcher)
          resolve()
        }
        watchers.add(watcher)
        line?.over.catch(reject)
        watcher()
      }),
    close: async () => {
      await cut()
      log.close()
    },
  }
}
