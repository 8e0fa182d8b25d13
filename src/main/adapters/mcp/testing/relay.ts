import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Scope } from '../../../../shared/kernel/scope.ts'
import type { ToolAccess } from '../../../ports/tools.ts'

/**
 * Carries what arrives at a port of its own to the tools, as one out of a sandbox does: the Host header stays what the
 * client said. With a token it shows that for clients that can't.
 */
export async function openRelay({ url }: Pick<ToolAccess, 'url'>, token: string | null, scope: Scope): Promise<string> {
  const to = new URL(url)
  const server = scope.own(
    createServer((incoming, response) => {
      const { method } = incoming
      const headers = { ...incoming.headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) }
      const path = incoming.url ?? '/'
      const outgoing = request(
        { host: to.hostname, port: to.port, path, method, headers },
        (answer: IncomingMessage) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(response)
        },
      )
      outgoing.once('error', () => response.destroy())
      incoming.pipe(outgoing)
    }),
    end,
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${to.pathname}`
}

function end(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
