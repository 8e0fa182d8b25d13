import type { Server } from 'node:http'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ToolBench, ToolServer } from '../../ports/tools.ts'
import { Grants } from './grants.ts'
import { handleRequests, toolsPath } from './handle-request.ts'

/** Imported as a module it would load the whole HTTP client with it. */
const { createServer } = process.getBuiltinModule('node:http')

const address = '127.0.0.1'
const maxConnections = 256
/** How often requests that arrive slowly are looked at, in milliseconds. */
const lookMs = 1000

export interface ToolServerOptions {
  readonly bench: ToolBench
  /** Name of the server for agents. */
  readonly name: string
  readonly version: string
  readonly clock: Clock
  /** How long a request may take to arrive, in milliseconds; 10,000 when absent. */
  readonly arrivalMs?: number
  readonly problem: (message: string, error: unknown) => void
}

/** Offers tools to the agents of this machine: MCP over Streamable HTTP, on a port that the system chooses. */
export async function serveTools(
  options: ToolServerOptions,
): Promise<Result<ToolServer, Failure<'tools-unavailable'>>> {
  const { arrivalMs = 10_000, bench, clock, name, problem, version } = options
  const grants = new Grants(clock)
  let port = 0
  const server = createServer(
    { requestTimeout: arrivalMs, headersTimeout: arrivalMs, connectionsCheckingInterval: Math.min(lookMs, arrivalMs) },
    handleRequests({ bench, clock, grants, identity: { name, version }, port: () => port, problem }),
  )
  server.maxConnections = maxConnections
  const listening = await listen(server)
  if (!listening.ok) return listening
  port = listening.value
  server.on('error', (error) => problem('the tool server broke', error))
  const url = `http://${address}:${port}${toolsPath}`
  return ok({
    grant: (thread) => ({ name, url, ...grants.mint(thread) }),
    close: () => {
      grants.clear()
      return new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  })
}

function listen(server: Server): Promise<Result<number, Failure<'tools-unavailable'>>> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const message = `No port on ${address} could be opened for the tools of agents (${error.code ?? error.name}). The host was not started.`
      resolve(
        err(failure('tools-unavailable', message, 'Free a port of this machine, or end programs that hold many.')),
      )
    })
    server.listen(0, address, () => {
      const bound = server.address()
      resolve(ok(typeof bound === 'object' && bound !== null ? bound.port : 0))
    })
  })
}
