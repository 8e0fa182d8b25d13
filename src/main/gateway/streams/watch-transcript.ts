import type { TranscriptBatch } from '../../../shared/contract/channels/transcript.ts'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import type { TranscriptWrite } from '../../../shared/transcript/entry.ts'
import type { HostServices } from '../host-services.ts'
import type { GatewayLimits } from '../limits.ts'
import type { Pace } from './pace.ts'
import { WaitingWrites } from './waiting-writes.ts'

/** Changed entries read from the store in one page. */
const pageRows = 200
/** A reader that missed more pages than this reads the tail again. */
const pagesToReplay = 5

export interface TranscriptSource {
  readonly subscribe: (thread: ThreadId, listener: (writes: readonly TranscriptWrite[]) => void) => () => void
  readonly read: HostServices['readTranscript']
  readonly limits: GatewayLimits
}

/** What changes in one conversation after the reader's sequence. */
export async function* watchTranscript(
  source: TranscriptSource,
  query: { readonly thread: ThreadId; readonly after: number },
  pace: Pace,
): AsyncGenerator<TranscriptBatch, void> {
  const { limits } = source
  const waiting = new WaitingWrites({ writes: limits.waitingWrites, size: limits.waitingSize })
  const stop = source.subscribe(query.thread, (writes) => {
    waiting.add(writes)
    pace.wake()
  })
  try {
    let cursor = yield* missed(source, query, pace)
    while (await pace.until(() => !waiting.empty)) {
      const taken = waiting.take()
      if (taken === 'overflow') {
        cursor = (await source.read(query.thread, { kind: 'tail', limit: 1 })).sequence
        yield { kind: 'resync', sequence: cursor }
      } else {
        const writes = taken.filter((write) => sequenceOf(write) > cursor)
        cursor = Math.max(cursor, ...writes.map(sequenceOf))
        if (writes.length > 0) yield { kind: 'writes', writes, sequence: cursor }
      }
    }
  } finally {
    stop()
    pace.close()
  }
}

/** Always sends something first, so that the reader knows that it is up to date. */
async function* missed(
  source: TranscriptSource,
  { thread, after }: { readonly thread: ThreadId; readonly after: number },
  pace: Pace,
): AsyncGenerator<TranscriptBatch, number> {
  let cursor = after
  for (let pages = 0; pages < pagesToReplay; pages += 1) {
    const page = await source.read(thread, { kind: 'changes', after: cursor, limit: pageRows })
    // A page may end early because its rows are large.
    cursor = page.rows.at(-1)?.sequence ?? page.sequence
    const complete = cursor >= page.sequence
    const writes = page.rows.map((row): TranscriptWrite => ({ op: 'put', thread, row }))
    if (page.sequence < after) break
    yield { kind: 'writes', writes, sequence: cursor }
    if (complete || !(await pace.drained())) return cursor
  }
  const { sequence } = await source.read(thread, { kind: 'tail', limit: 1 })
  yield { kind: 'resync', sequence }
  return sequence
}

function sequenceOf(write: TranscriptWrite): number {
  return write.op === 'put' ? write.row.sequence : write.sequence
}
