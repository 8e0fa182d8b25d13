import type { LineAddress } from './line/open-line.ts'
import { afterFrame } from './page/after-frame.ts'
import type { FromStream, StreamEnd, StreamPatch, ToStream } from './stream/messages.ts'

/** The worker, or what stands for it in a test. */
export interface StreamPort {
  postMessage(message: ToStream, transfer: Transferable[]): void
  addEventListener(type: 'message', listener: (event: { readonly data: FromStream }) => void): void
}

type AfterFrame = (callback: (paintMs: number) => void) => void

interface Connection {
  readonly line: number
  readonly live: () => void
  readonly over: (why: StreamEnd) => void
}

/** The page's end of its worker. What is asked before the worker runs waits for it. */
class HostStream {
  readonly #afterFrame: AfterFrame
  readonly #listeners = new Set<(patch: StreamPatch) => void>()
  #port: StreamPort | null = null
  #early: ToStream[] = []
  #lines = 0
  #connection: Connection | null = null

  constructor(after: AfterFrame) {
    this.#afterFrame = after
  }

  start(port: StreamPort): void {
    this.#port = port
    port.addEventListener('message', ({ data }) => this.#receive(data))
    for (const message of this.#early) port.postMessage(message, [])
    this.#early = []
  }

  send(message: ToStream): void {
    if (this.#port === null) this.#early.push(message)
    else this.#port.postMessage(message, [])
  }

  onPatch(listener: (patch: StreamPatch) => void): void {
    this.#listeners.add(listener)
  }

  /** Opens the worker's line; resolves when it is over. `live` is called with every patch that comes over it. */
  connect(address: LineAddress, live: () => void): Promise<StreamEnd> {
    this.#lines += 1
    const line = this.#lines
    this.#port?.postMessage({ kind: 'connect', line, address }, address.kind === 'port' ? [address.port] : [])
    return new Promise((over) => {
      this.#connection = { line, live, over }
    })
  }

  drop(): void {
    this.#connection = null
    this.send({ kind: 'drop' })
  }

  #receive(message: FromStream): void {
    const connection = this.#connection
    if (message.kind === 'down') {
      if (message.line === connection?.line) connection.over(message.why)
      return
    }
    const from = performance.now()
    for (const listener of this.#listeners) listener(message)
    if (connection !== null && message.line === connection.line) connection.live()
    // By then the screens have been made anew, which is what takes time.
    queueMicrotask(() => {
      const scriptMs = performance.now() - from
      this.#afterFrame((paintMs) => this.send({ kind: 'shown', busyMs: scriptMs + paintMs }))
    })
  }
}

export const hostStream = new HostStream(afterFrame)
