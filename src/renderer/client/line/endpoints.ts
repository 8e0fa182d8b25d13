import { connectMessage, desktopPorts, portsMessage } from '../../../shared/contract/desktop.ts'
import { forgetSession, sessionToken } from '../session.ts'
import type { LineAddress, NoLine } from './open-line.ts'

/** Both lines of a window, and the shell's own where there is one. */
export interface Endpoints {
  readonly rpc: LineAddress
  readonly stream: LineAddress
  readonly desktop: MessagePort | null
}

export interface EndpointSource {
  /** To be asked again for every try. */
  find(): Promise<Endpoints | NoLine>
  /** The host didn't accept what `find` gave. */
  refused(): void
}

const portsMs = 5000

/** A desktop window has a scheme of its own; what the host serves over the network comes to a browser. */
export function endpointSource(): EndpointSource {
  if (!location.protocol.startsWith('http')) return { find: askForPorts, refused: () => undefined }
  const token = sessionToken()
  const address = new URL('/rpc', location.href)
  address.protocol = 'ws:'
  return {
    find: async () => {
      const known = await token
      if (known === null) return 'refused'
      const socket: LineAddress = { kind: 'socket', url: address.href, token: known }
      return { rpc: socket, stream: socket, desktop: null }
    },
    refused: forgetSession,
  }
}

/** Asks the preload, which answers this window with one port for each name. */
function askForPorts(): Promise<Endpoints | NoLine> {
  return new Promise((resolve) => {
    const settle = (found: Endpoints | NoLine) => {
      clearTimeout(limit)
      removeEventListener('message', listen)
      resolve(found)
    }
    const listen = (event: MessageEvent<unknown>) => {
      if (event.source !== window || !isPortsMessage(event.data)) return
      const port = (name: (typeof desktopPorts)[number]) => event.ports[desktopPorts.indexOf(name)]
      const [rpc, stream, desktop] = [port('rpc'), port('stream'), port('desktop')]
      if (rpc === undefined || stream === undefined) return settle('unreachable')
      settle({ rpc: { kind: 'port', port: rpc }, stream: { kind: 'port', port: stream }, desktop: desktop ?? null })
    }
    const limit = setTimeout(() => settle('unreachable'), portsMs)
    addEventListener('message', listen)
    postMessage(connectMessage, location.origin === 'null' ? '*' : location.origin)
  })
}

function isPortsMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === portsMessage.type
}
