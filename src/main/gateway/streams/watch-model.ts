import type { EventPage, ModelBatch } from '../../../shared/contract/channels/model.ts'
import type { Engine } from '../../engine/engine.ts'
import type { GatewayLimits } from '../limits.ts'
import type { EventLog } from './event-log.ts'
import type { Pace } from './pace.ts'
import { partsOf, takeSnapshot } from './snapshot.ts'

export interface ModelSource {
  readonly engine: Engine
  readonly log: EventLog
  readonly host: string
  readonly limits: GatewayLimits
}

/**
 * The live model for one client: events from where it stands, or a snapshot and then events. It
 * keeps nothing but a sequence per client; who falls behind what is in memory gets a new snapshot.
 */
export async function* watchModel(
  source: ModelSource,
  after: { readonly host: string; readonly sequence: number } | undefined,
  pace: Pace,
): AsyncGenerator<ModelBatch, void> {
  const { log, host } = source
  const stop = log.subscribe(pace.wake)
  try {
    let cursor: number
    let replaying = false
    if (after?.host === host && log.reaches(after.sequence)) {
      cursor = after.sequence
      replaying = true
      yield { kind: 'events', events: [], sequence: cursor }
    } else {
      cursor = yield* sendSnapshot(source, pace)
    }
    while (await pace.until(() => log.sequence > cursor)) {
      replaying &&= !log.holds(cursor)
      const inReach = replaying ? log.reaches(cursor) : log.holds(cursor)
      const events = inReach ? await log.read(cursor) : []
      const last = events.at(-1)
      if (last === undefined) {
        yield { kind: 'resync' }
        cursor = yield* sendSnapshot(source, pace)
      } else {
        cursor = last.sequence
        yield { kind: 'events', events, sequence: cursor }
      }
    }
  } finally {
    stop()
    pace.close()
  }
}

async function* sendSnapshot({ engine, host, limits }: ModelSource, pace: Pace): AsyncGenerator<ModelBatch, number> {
  const snapshot = takeSnapshot(engine, host)
  for (const part of partsOf(snapshot, { rows: limits.batchRows, size: limits.batchSize })) {
    if (!part.first && !(await pace.drained())) return snapshot.sequence
    yield part
  }
  return snapshot.sequence
}

/** The stored log, page by page, and what happens after it when asked to follow. */
export async function* followLog(
  log: EventLog,
  query: { readonly after: number; readonly follow: boolean },
  pace: Pace,
): AsyncGenerator<EventPage, void> {
  const stop = log.subscribe(pace.wake)
  try {
    let cursor = query.after
    let open = true
    while (open) {
      const events = await log.read(cursor)
      const last = events.at(-1)
      if (last !== undefined) {
        cursor = last.sequence
        yield { events, sequence: log.sequence }
        open = await pace.drained()
      } else {
        open = query.follow && (await pace.until(() => log.sequence > cursor))
      }
    }
  } finally {
    stop()
    pace.close()
  }
}
