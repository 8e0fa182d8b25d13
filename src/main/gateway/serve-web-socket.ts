import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Gateway } from './gateway.ts'
import { Access } from './web/access.ts'
import { endSockets } from './web/end-sockets.ts'
import { keepHeartbeat } from './web/heartbeat.ts'
import { authority, isLoopback, isOwnHost, isOwnOrigin } from './web/own-address.ts'
import { requestHandler, type WebContext } from './web/request-handler.ts'
import { acceptSocket } from './web/socket-session.ts'
import { HookDoor, type Hooks } from './web/take-hook.ts'

/** Imported as a module it would load the whole HTTP client with it, a tenth of the host's start. */
const { createServer } = process.getBuiltinModule('node:http')

const maxSockets = 64
const maxMessageBytes = 16 * 1024 * 1024
const requestMs = 10_000

export interface WebServerOptions {
  /** Name or address to bind to. */
  readonly host: string
  /** 0 takes any free one. */
  readonly port: number
  /** Long-lived secret of the data folder. */
  readonly hostToken: string
  /** Folder of the built page, null to serve none. */
  readonly page: string | null
  /** Takes in what other programs send to `/hooks/`; nothing is where absent. */
  readonly hooks?: Hooks
  readonly problem: (message: string, error: unknown) => void
}

export interface WebServer {
  /** Without any secret, for example http://127.0.0.1:4100. */
  readonly address: string
  readonly port: number
  /** What the person should know about how it is reachable. */
  readonly warnings: readonly string[]
  /** A fresh address for one browser, with a code that works once. */
  link(): string
  close(): Promise<void>
}

export type WebServerFailure = Failure<'port-taken' | 'address-unavailable'>

/** Serves the page, and the contract over WebSockets at `/rpc`. */
export async function serveWebSocket(
  gateway: Gateway,
  options: WebServerOptions,
): Promise<Result<WebServer, WebServerFailure>> {
  const access = new Access(options.hostToken, gateway.clock)
  let port = options.port
  const bound = () => ({ host: options.host, port })
  const { page, problem } = options
  const hooks = new HookDoor(options.hooks ?? null)
  const server = createServer({ requestTimeout: requestMs }, requestHandler({ access, page, hooks, bound, problem }))
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false })
  sockets.on('connection', (socket) => acceptSocket(socket, { gateway, access }))
  server.on('upgrade', (request, stream, head) => {
    const refused = refusal(request, { access, bound }, sockets.clients.size)
    if (refused === null) sockets.handleUpgrade(request, stream, head, (ws) => sockets.emit('connection', ws, request))
    else refuse(stream, refused)
  })

  const listening = await listen(server, options)
  if (!listening.ok) return listening
  port = listening.value
  server.on('error', (error) => problem('the web server broke', error))
  const stopHeartbeat = keepHeartbeat(sockets.clients, gateway.clock)
  const address = `http://${authority(options.host, port)}`
  return ok({
    address,
    port,
    warnings: isLoopback(options.host) ? [] : [exposed(address)],
    link: () => `${address}/#code=${access.issueCode()}`,
    close: async () => {
      stopHeartbeat()
      await endSockets(sockets.clients, gateway.clock)
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  })
}

function refusal(request: IncomingMessage, context: Pick<WebContext, 'access' | 'bound'>, open: number): string | null {
  const { host, origin } = request.headers
  if (!isOwnHost(host, context.bound()) || !isOwnOrigin(origin, host ?? '')) return '403 Forbidden'
  if (request.url !== '/rpc') return '404 Not Found'
  if (context.access.blocked) return '429 Too Many Requests'
  return open >= maxSockets ? '503 Service Unavailable' : null
}

function refuse(stream: Duplex, status: string): void {
  stream.on('error', () => stream.destroy())
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function listen(server: Server, { host, port }: WebServerOptions): Promise<Result<number, WebServerFailure>> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const known = listenFailure(error, host, port)
      if (known === null) reject(error)
      else resolve(err(known))
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(ok(typeof address === 'object' && address !== null ? address.port : port))
    })
  })
}

function listenFailure(error: NodeJS.ErrnoException, host: string, port: number): WebServerFailure | null {
  if (error.code === 'EADDRINUSE') {
    return failure('port-taken', `Port ${port} on ${host} is in use by another program. The host was not started.`, {
      remedy: 'Choose another port with --port, or leave it out to take any free one.',
      facts: { host, port },
    })
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EACCES') {
    return failure('address-unavailable', `${host}:${port} can't be used here (${error.code}). Nothing was started.`, {
      remedy: 'Choose an address of this machine with --host and a port above 1023 with --port.',
      facts: { host, port },
    })
  }
  return null
}

function exposed(address: string): string {
  return `${address} can be reached from other machines, and what is sent is not encrypted. Prefer a tunnel to loopback.`
}
