import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { flowingPort } from '../../../shared/contract/port-flow.ts'
import type { HostApi } from '../host-api.ts'

/** Where a line to the host goes. A port can be used for one line only. */
export type LineAddress =
  | { readonly kind: 'socket'; readonly url: string; readonly token: string }
  | { readonly kind: 'port'; readonly port: MessagePort }

/** One open line. What waits on it fails once it is closed, by either side. */
export interface Line {
  readonly api: HostApi
  readonly closed: Promise<void>
  close(): void
}

/** Why there is no line: nobody answered, or the token was not accepted. */
export type NoLine = 'unreachable' | 'refused'

const refusedCode = 4401
const openingMs = 10_000

export function openLine(address: LineAddress): Promise<Line | NoLine> {
  return address.kind === 'socket' ? overSocket(address.url, address.token) : Promise.resolve(overPort(address.port))
}

function overSocket(url: string, token: string): Promise<Line | NoLine> {
  const socket = new WebSocket(url)
  return new Promise((resolve) => {
    const { promise: closed, resolve: settle } = Promise.withResolvers<void>()
    const waiting: (() => void)[] = []
    // What waits on the line fails before anybody hears of its end, who then has nothing left to call off.
    const end = () => {
      for (const fail of waiting.splice(0)) fail()
      settle()
    }
    const limit = setTimeout(() => socket.close(), openingMs)
    socket.addEventListener('open', () => socket.send(JSON.stringify({ token })), { once: true })
    socket.addEventListener('close', (event) => {
      clearTimeout(limit)
      end()
      resolve(event.code === refusedCode ? 'refused' : 'unreachable')
    })
    socket.addEventListener(
      'message',
      () => {
        clearTimeout(limit)
        const websocket = endingWith(socket, (listener) => void waiting.push(listener))
        const api: HostApi = createORPCClient(new SocketLink({ websocket }))
        // A socket whose other side is gone says so only after minutes, so that its closing isn't waited for.
        const close = () => {
          socket.close()
          end()
        }
        resolve({ api, closed, close })
      },
      { once: true },
    )
  })
}

type LinkSocket = Pick<WebSocket, 'addEventListener' | 'removeEventListener' | 'send' | 'readyState'>

/** The socket as the link sees it: its end is the line's, which may come before the socket's own. */
function endingWith(socket: WebSocket, onEnd: (listener: () => void) => void): LinkSocket {
  const listen = (type: string, listener: EventListener): void => {
    if (type === 'close') onEnd(() => listener(new Event('close')))
    else socket.addEventListener(type, listener)
  }
  return {
    get readyState() {
      return socket.readyState
    },
    send: (data) => socket.send(data),
    addEventListener: listen as LinkSocket['addEventListener'],
    removeEventListener: socket.removeEventListener.bind(socket),
  }
}

function overPort(raw: MessagePort): Line {
  const { promise: closed, resolve: end } = Promise.withResolvers<void>()
  const port = flowingPort(raw)
  port.on('close', () => end())
  const api: HostApi = createORPCClient(new PortLink({ port }))
  port.start()
  const close = () => {
    port.close()
    end()
  }
  return { api, closed, close }
}
