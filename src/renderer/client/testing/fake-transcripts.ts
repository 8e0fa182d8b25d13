import type { TranscriptBatch, TranscriptTail } from '../../../shared/contract/channels/transcript.ts'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import type { TranscriptRow, TranscriptWrite } from '../../../shared/transcript/entry.ts'
import type { Wire } from './wire.ts'

/** One thread's conversation as a host keeps it. Who is more than `replays` changes behind reads the tail again. */
export class FakeTranscript {
  readonly writes: TranscriptWrite[] = []
  readonly #thread: ThreadId
  readonly #rows = new Map<string, TranscriptRow>()

  constructor(thread: string) {
    this.#thread = thread as ThreadId
  }

  get rows(): readonly TranscriptRow[] {
    return [...this.#rows.values()]
  }

  get sequence(): number {
    return this.writes.length
  }

  put(entry: string, text: string): void {
    const before = this.#rows.get(entry)
    const position = before?.position ?? this.#rows.size + 1
    const row = { entry, kind: 'message', position, sequence: this.sequence + 1, at: 0, head: {}, text } as const
    this.#rows.set(entry, row)
    this.writes.push({ op: 'put', thread: this.#thread, row })
  }

  append(entry: string, text: string): void {
    const row = this.#rows.get(entry)
    if (row === undefined) {
      this.put(entry, text)
      return
    }
    const sequence = this.sequence + 1
    this.#rows.set(entry, { ...row, sequence, text: row.text + text })
    this.writes.push({ op: 'append', thread: this.#thread, entry, sequence, text })
  }

  page(limit: number, before = Number.POSITIVE_INFINITY): TranscriptTail {
    return { rows: this.rows.filter((row) => row.position < before).slice(-limit), sequence: this.sequence }
  }

  async *watch(after: number, wire: Wire, replays: number): AsyncGenerator<TranscriptBatch, void> {
    let cursor = after
    const missed = this.rows.filter((row) => row.sequence > cursor).sort((one, other) => one.sequence - other.sequence)
    const puts = missed.map((row): TranscriptWrite => ({ op: 'put', thread: this.#thread, row }))
    cursor = this.sequence
    if (puts.length > replays) yield { kind: 'resync', sequence: cursor }
    else yield { kind: 'writes', writes: puts, sequence: cursor }
    for (;;) {
      await wire.until(() => this.sequence > cursor)
      const writes = this.writes.slice(cursor)
      cursor = this.sequence
      yield writes.length > replays
        ? { kind: 'resync', sequence: cursor }
        : { kind: 'writes', writes, sequence: cursor }
    }
  }
}
