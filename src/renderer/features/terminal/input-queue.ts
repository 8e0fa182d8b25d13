import type { Failure } from '../../../shared/kernel/failure.ts'

/** Of one call to the host, in UTF-16 code units. */
const mostInPart = 500_000

export interface InputQueueOptions {
  /** Whether the host has the shell already; otherwise what is typed waits for `begin`. */
  readonly begun: boolean
  readonly send: (text: string) => Promise<Failure | null>
  /** What waited behind a refused part is dropped with it: half a line is worse than none. */
  readonly refused: (failure: Failure) => void
}

/** What is typed, in order: one call at a time, and all that was typed meanwhile goes with the next. */
export class InputQueue {
  readonly #options: InputQueueOptions
  #waiting = ''
  #sending = false
  #begun: boolean

  constructor(options: InputQueueOptions) {
    this.#options = options
    this.#begun = options.begun
  }

  push(text: string): void {
    this.#waiting += text
    if (this.#begun && !this.#sending) void this.#send()
  }

  /** The shell is there. */
  begin(): void {
    if (this.#begun) return
    this.#begun = true
    void this.#send()
  }

  async #send(): Promise<void> {
    this.#sending = true
    while (this.#waiting !== '') {
      const end = wholeCut(this.#waiting, mostInPart)
      const part = this.#waiting.slice(0, end)
      this.#waiting = this.#waiting.slice(end)
      const refused = await this.#options.send(part)
      if (refused === null) continue
      this.#waiting = ''
      this.#options.refused(refused)
    }
    this.#sending = false
  }
}

/** Moves a cut behind a pair that it would split. */
function wholeCut(text: string, cut: number): number {
  const before = text.charCodeAt(cut - 1)
  return before >= 0xd800 && before < 0xdc00 ? cut + 1 : cut
}
