import { type FileHandle, mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../../ports/clock.ts'

/** Two files of this many bytes each: the older one is replaced whenever the newer one is full. */
const FILE_LIMIT = 2 * 1024 * 1024
const PENDING_LIMIT = 1024 * 1024
const LINE_LIMIT = 64 * 1024
/** Seldom, since a hundred talking agents write a hundred files; a lot that waits doesn't wait so long. */
const FLUSH_AFTER_MS = 500
const FLUSH_LENGTH = 64 * 1024

export interface JournalOptions {
  readonly folder: string
  readonly name: string
  readonly clock: Clock
  readonly redact: (text: string) => string
}

/**
 * The raw protocol lines of one session, for diagnosis. Bounded on disk and in memory: lines that come faster than
 * the disk takes them push out the oldest unwritten ones. Writing never delays the session and never fails it.
 */
export class Journal {
  readonly #options: JournalOptions
  #pending: string[] = []
  #pendingLength = 0
  #dropped = 0
  #file: FileHandle | null = null
  #written = 0
  #cancelTimer: (() => void) | null = null
  #writing: Promise<void> = Promise.resolve()
  #failure: unknown = null
  #closed = false
  #busy = false

  constructor(options: JournalOptions) {
    this.#options = options
  }

  /** Why nothing more is written, or null. */
  get failure(): unknown {
    return this.#failure
  }

  /** Adds one line; `<` came from the agent, `>` went to it, `#` is a remark of the driver. */
  add(direction: '<' | '>' | '#', line: string): void {
    if (this.#closed || this.#failure !== null) return
    if (this.#pendingLength > PENDING_LIMIT) this.#forgetPending()
    const kept = line.length > LINE_LIMIT ? this.#shorten(line) : line
    this.#pending.push(`${this.#options.clock.now()} ${direction} ${kept}\n`)
    this.#pendingLength += kept.length
    if (this.#pendingLength > FLUSH_LENGTH && !this.#busy) this.#flush()
    else this.#cancelTimer ??= this.#options.clock.after(FLUSH_AFTER_MS, () => this.#flush())
  }

  async close(): Promise<void> {
    if (this.#closed) return this.#writing
    this.#closed = true
    this.#flush()
    this.#writing = this.#writing.then(() => this.#file?.close()).catch((error) => this.#fail(error))
    await this.#writing
  }

  /** Redacted before it is cut, so that no part of a secret is left at the end. */
  #shorten(line: string): string {
    const head = this.#options.redact(line.slice(0, LINE_LIMIT + 4096)).slice(0, LINE_LIMIT)
    return `${head}… (${line.length} characters)`
  }

  #forgetPending(): void {
    this.#dropped += this.#pending.length
    this.#pending = []
    this.#pendingLength = 0
  }

  #flush(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    this.#busy = true
    this.#writing = this.#writing.then(() => this.#writePending())
    void this.#writing.finally(() => {
      this.#busy = false
    })
  }

  async #writePending(): Promise<void> {
    if (this.#pending.length === 0 || this.#failure !== null) return
    const remark = this.#dropped === 0 ? '' : `# ${this.#dropped} lines came too fast and are not kept\n`
    const batch = Buffer.from(remark + this.#options.redact(this.#pending.join('')))
    this.#pending = []
    this.#pendingLength = 0
    this.#dropped = 0
    try {
      await this.#write(batch.length > FILE_LIMIT ? batch.subarray(-FILE_LIMIT) : batch)
    } catch (error) {
      this.#fail(error)
    }
  }

  /** A diagnosis file must not end a session; what went wrong stays readable. */
  #fail(error: unknown): void {
    this.#failure ??= error
  }

  async #write(batch: Buffer): Promise<void> {
    const { folder, name } = this.#options
    const current = join(folder, `${name}.log`)
    if (this.#file === null) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      this.#file = await open(current, 'a', 0o600)
      this.#written = (await this.#file.stat()).size
    }
    if (this.#written + batch.length > FILE_LIMIT) {
      const full = this.#file
      this.#file = null
      await full.close()
      await rename(current, join(folder, `${name}.old.log`))
      this.#file = await open(current, 'w', 0o600)
      this.#written = 0
    }
    await this.#file.write(batch)
    this.#written += batch.length
  }
}
