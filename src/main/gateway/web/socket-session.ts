import { RPCHandler } from '@orpc/server/ws'
import type { RawData, WebSocket } from 'ws'
import type { Gateway } from '../gateway.ts'
import type { Access } from './access.ts'
import { closeCodes, isProtocolMessage, tokenIn, welcome } from './handshake.ts'

/** Who doesn't say in this time who they are is sent away. */
const handshakeMs = 5000

export interface SocketSessionOptions {
  readonly gateway: Gateway
  readonly access: Access
}

/** A connected socket: silent until its first message proves a right to speak. */
export function acceptSocket(socket: WebSocket, options: SocketSessionOptions): void {
  const { gateway, access } = options
  const cancel = gateway.clock.after(handshakeMs, () => socket.close(closeCodes.unauthorized, 'no token in time'))
  socket.on('close', cancel)
  // The library closes the socket itself, with the reason.
  socket.on('error', cancel)
  socket.once('message', (data, isBinary) => {
    cancel()
    const token = isBinary ? null : tokenIn(textOf(data))
    if (access.blocked || token === null || !access.admits(token)) {
      socket.close(closeCodes.unauthorized, 'token not accepted')
      return
    }
    socket.send(welcome)
    speak(socket, gateway)
  })
}

function speak(socket: WebSocket, gateway: Gateway): void {
  const leave = gateway.clients.enter()
  socket.on('close', leave)
  const handler = new RPCHandler(gateway.router, gateway.handlerOptions)
  const context = { connection: { buffered: () => socket.bufferedAmount } }
  void handler.upgrade(guarded(socket), { context })
}

type Line = Pick<WebSocket, 'addEventListener' | 'send'>

/** The socket as the protocol sees it: what isn't the protocol ends the connection, and not in an exception. */
function guarded(socket: WebSocket): Line {
  const listen = (type: string, listener: (event: { data?: string }) => void): void => {
    if (type === 'close') socket.on('close', () => listener({}))
    if (type !== 'message') return
    socket.on('message', (data, isBinary) => {
      const text = textOf(data)
      if (isBinary || !isProtocolMessage(text)) socket.close(closeCodes.malformed, 'not understood')
      else listener({ data: text })
    })
  }
  return { send: socket.send.bind(socket), addEventListener: listen as Line['addEventListener'] }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return Buffer.from(data as ArrayBuffer).toString('utf8')
}
