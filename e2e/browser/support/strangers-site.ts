import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A stranger's web site: another port of this machine, which is another origin. It counts what is asked of it. */
export class StrangersSite {
  readonly asked: string[] = []
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
    server.on('request', (request, response) => {
      this.asked.push(request.url ?? '')
      response.setHeader('access-control-allow-origin', '*')
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end('<!doctype html><title>A stranger</title><body></body>')
    })
  }

  static async open(): Promise<StrangersSite> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new StrangersSite(server)
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
