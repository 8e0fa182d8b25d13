import { expect } from '@playwright/test'
import type { HostFixture } from '../../../src/main/gateway/testing/host-fixture.ts'
import type { ThreadId } from '../../../src/shared/kernel/ids.ts'

/** A step of all threads, in milliseconds. */
const everyMs = 25
/** So often a thread begins a new entry, and tells what it does, in steps. */
const perEntry = 20

/** Threads that write all the time: a numbered word each at every step. */
export class Streams {
  readonly #host: HostFixture
  readonly #threads: readonly ThreadId[]
  #timer: NodeJS.Timeout | null = null
  #written = 0

  private constructor(host: HostFixture, threads: readonly ThreadId[]) {
    this.#host = host
    this.#threads = threads
  }

  static async open(host: HostFixture, threads: readonly ThreadId[]): Promise<Streams> {
    for (const thread of threads) await host.transcripts.open(thread)
    return new Streams(host, threads)
  }

  /** Words that every thread has written. */
  get written(): number {
    return this.#written
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#step(), everyMs)
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
  }

  /** Resolves when so many words more were written. */
  async more(words: number): Promise<void> {
    const wanted = this.#written + words
    await expect.poll(() => this.#written, { timeout: 30_000, intervals: [everyMs] }).toBeGreaterThanOrEqual(wanted)
  }

  #step(): void {
    const entry = `entry-${Math.floor(this.#written / perEntry)}`
    const begins = this.#written % perEntry === 0
    this.#written += 1
    const { transcripts } = this.#host
    for (const [index, thread] of this.#threads.entries()) {
      const word = `#${this.#written} of ${thread}, `
      if (begins) transcripts.put(thread, { entry, kind: 'message', head: {}, text: word })
      else transcripts.append(thread, entry, word)
      if ((this.#written + index) % perEntry === 0) this.#tell(thread)
    }
  }

  #tell(thread: ThreadId): void {
    const activity = { kind: 'writing', detail: `word ${this.#written}` } as const
    void this.#host.report({ type: 'activity.report', payload: { thread, generation: 1, activity } })
  }
}
