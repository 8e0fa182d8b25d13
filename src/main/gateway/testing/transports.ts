import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { flowingPort } from '../../../shared/contract/port-flow.ts'
import { connectHost, type HostApi } from '../../shells/attach/host-client.ts'
import { servePort } from '../serve-message-port.ts'
import { serveWebSocket } from '../serve-web-socket.ts'
import type { Transport } from './gateway.contract.ts'
import type { HostFixture } from './host-fixture.ts'

const hostToken = 'the-token-of-the-data-folder'

export async function overPorts({ gateway }: HostFixture): Promise<Transport> {
  const open: (() => void)[] = []
  return {
    connect: async () => {
      const { port1, port2 } = new MessageChannel()
      open.push(servePort(gateway, port1))
      const api: HostApi = createORPCClient(new RPCLink({ port: port2 }))
      port2.start()
      return { api, close: () => left(gateway, () => port2.close()) }
    },
    close: async () => {
      for (const close of open) close()
    },
  }
}

/** As pages do it: what was taken is told to the host. */
export async function overFlowingPorts({ gateway }: HostFixture): Promise<Transport> {
  const open: (() => void)[] = []
  return {
    connect: async () => {
      const { port1, port2 } = new MessageChannel()
      open.push(servePort(gateway, port1))
      const port = flowingPort(port2)
      const api: HostApi = createORPCClient(new RPCLink({ port }))
      port.start()
      return { api, close: () => left(gateway, () => port.close()) }
    },
    close: async () => {
      for (const close of open) close()
    },
  }
}

export async function overSockets({ gateway }: HostFixture): Promise<Transport> {
  const options = { host: '127.0.0.1', port: 0, hostToken, page: null }
  const served = await serveWebSocket(gateway, { ...options, problem: rethrow })
  if (!served.ok) throw new Error(served.error.message)
  const server = served.value
  return {
    connect: async () => {
      const connected = await connectHost({ url: server.address, token: hostToken })
      if (!connected.ok) throw new Error(connected.error.message)
      return { api: connected.value.api, close: () => left(gateway, () => connected.value.close()) }
    },
    close: () => server.close(),
  }
}

/** Runs `leave` and resolves once the host counts one client less. */
function left(gateway: HostFixture['gateway'], leave: () => void): Promise<void> {
  return new Promise((resolve) => {
    const stop = gateway.onClientChange(() => {
      stop()
      resolve()
    })
    leave()
  })
}

function rethrow(message: string, error: unknown): never {
  throw new Error(message, { cause: error })
}
