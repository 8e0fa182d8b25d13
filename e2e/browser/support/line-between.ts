import { connect, createServer, type Server, type Socket } from 'node:net'

/** An own loopback address with the host's port, so that the host takes the page's addresses for its own. */
const address = '127.0.0.2'

interface Pair {
  readonly page: Socket
  readonly host: Socket
}

/** A line between page and host that can fall silent, as when a machine sleeps, and break. */
export class LineBetween {
  readonly #server: Server
  readonly #port: number
  readonly #pairs = new Set<Pair>()

  private constructor(server: Server, port: number) {
    this.#server = server
    this.#port = port
    server.on('connection', (page) => this.#join(page))
  }

  static async open(port: number): Promise<LineBetween> {
    const server = createServer()
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, address, resolve)
    })
    return new LineBetween(server, port)
  }

  get url(): string {
    return `http://${address}:${this.#port}`
  }

  /** Nothing comes through any of the open connections any more, and neither side is told. New ones work. */
  fallSilent(): void {
    for (const { page, host } of this.#pairs) {
      page.unpipe(host).pause()
      host.unpipe(page).pause()
    }
  }

  /** Every open connection is reset. */
  reset(): void {
    for (const { page, host } of this.#pairs) {
      page.resetAndDestroy()
      host.resetAndDestroy()
    }
    this.#pairs.clear()
  }

  async close(): Promise<void> {
    this.reset()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #join(page: Socket): void {
    const pair = { page, host: connect(this.#port, '127.0.0.1') }
    this.#pairs.add(pair)
    const end = () => {
      page.destroy()
      pair.host.destroy()
      this.#pairs.delete(pair)
    }
    for (const side of [page, pair.host]) side.on('error', end).on('close', end)
    page.pipe(pair.host).pipe(page)
  }
}
