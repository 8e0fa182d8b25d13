import { createGateway } from '../../src/main/gateway/gateway.ts'
import { serveWebSocket } from '../../src/main/gateway/serve-web-socket.ts'
import { noTerminals } from '../../src/main/gateway/testing/no-terminals.ts'
import { hostServices } from '../../src/main/shells/compose/services.ts'
import type { openMemoryHost } from './memory-host.ts'

export interface ServedHost {
  readonly url: string
  readonly token: string
  close(): Promise<void>
}

export interface ToServe {
  readonly host: Awaited<ReturnType<typeof openMemoryHost>>
  readonly dataFolder: string
  /** Folder of the built page. */
  readonly page: string
  /** Names it, and is what a page signs in with. */
  readonly token: string
}

/** The product's own gateway and page over a host in memory. */
export async function serveMemoryHost({ dataFolder, host, page, token }: ToServe): Promise<ServedHost> {
  const { adapters, engine, memory, store, transcripts } = host
  const { clock } = adapters
  const problem = (message: string, error: unknown) => {
    throw new Error(message, { cause: error })
  }
  const services = hostServices({
    identity: { version: '0', host: token, pid: process.pid, dataFolder },
    adapters,
    store,
    memory,
    model: () => engine.model,
    readOnly: () => engine.readOnly,
    shutdown: () => undefined,
  })
  const gateway = createGateway({ engine, transcripts, services, terminals: noTerminals, clock, problem })
  const hooks = host.automations === undefined ? {} : { hooks: host.automations.webhooks }
  const address = { host: '127.0.0.1', port: 0, hostToken: token }
  const server = await serveWebSocket(gateway, { ...address, page, ...hooks, problem })
  if (!server.ok) throw new Error(server.error.message)
  return {
    url: server.value.address,
    token,
    close: async () => {
      await server.value.close()
      gateway.close()
    },
  }
}
