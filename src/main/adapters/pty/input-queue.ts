import { writeSync } from 'node:fs'
import { systemCode } from '../../../shared/kernel/system-code.ts'

/** Typed and not read by the program, in bytes; what comes on top is dropped, as a terminal does. */
const mostWaiting = 4 * 1024 * 1024
const pieceLength = 4096
const retryMs = 10

export interface InputQueueOptions {
  /** A terminal's descriptor that doesn't block. */
  readonly descriptor: number
  readonly after: (delayMs: number, run: () => void) => () => void
}

/**
 * Types into one terminal. A program that doesn't read its input leaves the terminal full, and whoever
 * writes through the library's own stream then waits for it with every other terminal.
 */
export class InputQueue {
  readonly #options: InputQueueOptions
  #waiting: Buffer[] = []
  #size = 0
  #closed = false
  #cancel: (() => void) | null = null

  constructor(options: InputQueueOptions) {
    this.#options = options
  }

  add(text: string): void {
    const bytes = Buffer.from(text)
    if (this.#closed || this.#size + bytes.length > mostWaiting) return
    this.#waiting.push(bytes)
    this.#size += bytes.length
    if (this.#cancel === null) this.#write()
  }

  /** Before the descriptor is closed: its number may be another terminal's next. */
  close(): void {
    this.#closed = true
    this.#waiting = []
    this.#cancel?.()
  }

  #write(): void {
    this.#cancel = null
    for (let first = this.#waiting[0]; first !== undefined && !this.#closed; first = this.#waiting[0]) {
      const written = this.#offer(first.subarray(0, pieceLength))
      if (written === 'full') {
        this.#cancel = this.#options.after(retryMs, () => this.#write())
        return
      }
      if (written === 'gone') {
        this.close()
        return
      }
      this.#size -= written
      if (written === first.length) this.#waiting.shift()
      else this.#waiting[0] = first.subarray(written)
    }
  }

  #offer(bytes: Buffer): number | 'full' | 'gone' {
    try {
      return writeSync(this.#options.descriptor, bytes)
    } catch (error) {
      const code = systemCode(error)
      return code === 'EAGAIN' || code === 'EINTR' ? 'full' : 'gone'
    }
  }
}
