import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { EntryDraft, Transcripts } from '../engine/transcripts.ts'

/** Taken in of one turn, in UTF-16 units: an agent that never stops talking must not fill the disk. */
export const turnLimit = 128 * 1024 * 1024

/** Where one turn is written down. It counts; whoever writes stops when it is full. */
export class TurnTranscript {
  readonly #transcripts: Transcripts
  readonly #thread: ThreadId
  #size = 0

  constructor(transcripts: Transcripts, thread: ThreadId) {
    this.#transcripts = transcripts
    this.#thread = thread
  }

  get full(): boolean {
    return this.#size > turnLimit
  }

  put(draft: EntryDraft): void {
    this.#size += this.#transcripts.put(this.#thread, draft)
  }

  append(entry: string, text: string): void {
    this.#size += this.#transcripts.append(this.#thread, entry, text)
  }
}
