import { onMessagePortClose, type SupportedMessagePort } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import type { Gateway } from './gateway.ts'

/** A port of this process, of a worker or of a desktop window. */
export type ServedPort = SupportedMessagePort & { start?(): void; close(): void }

/**
 * Serves one client over a port that only it holds, so there is nobody to authenticate. A port
 * tells nothing of what the other side has read. Ends when either side closes the port.
 */
export function servePort(gateway: Gateway, port: ServedPort): () => void {
  const leave = gateway.clients.enter()
  const handler = new RPCHandler(gateway.router, gateway.handlerOptions)
  handler.upgrade(port, { context: { connection: { buffered: () => 0 } } })
  onMessagePortClose(port, leave)
  port.start?.()
  return () => {
    leave()
    port.close()
  }
}
