import type { AnyMessage, Stream } from '@agentclientprotocol/sdk'
import type { Clock } from '../../../ports/clock.ts'
import type { ManagedProcess } from '../../../ports/process.ts'
import { eachChunk } from './each-chunk.ts'
import type { Journal } from './journal.ts'
import { LineSplitter } from './line-splitter.ts'
import { MessageTap, type TapEvents } from './message-tap.ts'
import { nextRound } from './next-round.ts'

/** Bytes; a longer line ends the session. */
const LONGEST_LINE = 32 * 1024 * 1024

/** Lines in a row that are no messages; more end the session. A log that got into the output is shorter. */
const MOST_GARBAGE = 10_000

export interface WireOptions {
  readonly process: ManagedProcess
  readonly journal: Journal
  readonly clock: Clock
  readonly events: Omit<TapEvents, 'ignored'>
  /** An agent that says more than can be stored is read more slowly, so that it waits and not the memory fills. */
  readonly room: () => Promise<void> | null
}

/** Why reading stopped: the agent closed its output, or what it sent can't be read on. */
export type WireEnd = { readonly kind: 'closed' } | { readonly kind: 'broken'; readonly message: string }

/** The agent's stdio as a message stream for the SDK, with updates, garbage and late answers taken out. */
export class Wire {
  readonly stream: Stream
  readonly #options: WireOptions
  readonly #tap: MessageTap
  #incoming: ReadableStreamDefaultController<AnyMessage> | null = null
  #lastMessageAt: number
  #garbageLines = 0

  constructor(options: WireOptions) {
    const { journal, clock, events, process } = options
    this.#options = options
    this.#lastMessageAt = clock.monotonic()
    this.#tap = new MessageTap({
      update: (params) => events.update(params),
      garbage: (line) => {
        this.#garbageLines += 1
        events.garbage(line)
      },
      ignored: (why) => journal.add('#', why),
      promptResult: (result) => events.promptResult(result),
    })
    // A pipe that breaks shows as the end of the process, which is reported; the error itself says nothing more.
    process.stdin.on('error', (error) => journal.add('#', `stdin: ${error.message}`))
    this.stream = {
      readable: new ReadableStream<AnyMessage>({
        start: (controller) => {
          this.#incoming = controller
        },
        cancel: () => {
          this.#incoming = null
        },
      }),
      writable: new WritableStream<AnyMessage>({ write: (message) => this.#send(message) }),
    }
  }

  /** Milliseconds of the monotonic clock at which output last arrived; at first, when the wire was made. */
  get lastMessageAt(): number {
    return this.#lastMessageAt
  }

  /**
   * Reads until the agent's output ends. Call once. After each message that the SDK gets it waits one round, so that
   * everything is reported in protocol order.
   */
  async read(): Promise<WireEnd> {
    const end = await this.#readLines().catch((error: unknown): WireEnd => ({ kind: 'broken', message: String(error) }))
    this.#incoming?.close()
    this.#incoming = null
    return end
  }

  async #readLines(): Promise<WireEnd> {
    const splitter = new LineSplitter(LONGEST_LINE)
    const end = await eachChunk(this.#options.process.stdout, (chunk) => this.#takeChunk(splitter, chunk))
    if (end !== null) return end
    if (this.#take(splitter.rest())) await nextRound()
    return { kind: 'closed' }
  }

  /** Null once the next chunk may come, at once where nothing has to be waited for: most chunks are small. */
  #takeChunk(splitter: LineSplitter, chunk: Buffer): WireEnd | null | Promise<WireEnd | null> {
    this.#lastMessageAt = this.#options.clock.monotonic()
    return this.#takeLines(splitter.push(chunk)[Symbol.iterator]())
  }

  #takeLines(lines: Iterator<Buffer | 'too-long'>): WireEnd | null | Promise<WireEnd | null> {
    for (let next = lines.next(); next.done !== true; next = lines.next()) {
      if (next.value === 'too-long') return { kind: 'broken', message: TOO_LONG }
      if (this.#take(next.value)) return nextRound().then(() => this.#takeLines(lines))
      if (this.#garbageLines > MOST_GARBAGE) return { kind: 'broken', message: NO_PROTOCOL }
    }
    return this.#options.room()?.then(() => null) ?? null
  }

  /** True when a message was passed on to the SDK. */
  #take(bytes: Buffer): boolean {
    const line = bytes.toString('utf8')
    if (line !== '') this.#options.journal.add('<', line)
    const garbageBefore = this.#garbageLines
    const message = this.#tap.take(line)
    if (this.#garbageLines === garbageBefore && line !== '') this.#garbageLines = 0
    if (message === null || this.#incoming === null) return false
    this.#incoming.enqueue(message)
    return true
  }

  #send(message: AnyMessage): Promise<void> {
    const line = JSON.stringify(message)
    this.#tap.sent(message)
    this.#options.journal.add('>', line)
    return new Promise((resolve, reject) => {
      this.#options.process.stdin.write(`${line}\n`, (error) => (error ? reject(error) : resolve()))
    })
  }
}

const TOO_LONG = `The agent sent a line of more than ${LONGEST_LINE / 1024 / 1024} MB.`
const NO_PROTOCOL = `The agent wrote ${MOST_GARBAGE} lines in a row that are no messages of the protocol.`
