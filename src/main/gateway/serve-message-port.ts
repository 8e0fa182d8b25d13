import { onMessagePortClose } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import type { AnyPort } from '../../shared/contract/port-flow.ts'
import type { Gateway } from './gateway.ts'
import { meteredPort } from './metered-port.ts'

/**
 * Serves one client over a port that only it holds, so there is nobody to authenticate. A client
 * that wraps its end in `flowingPort` may stop reading at no great cost; of any other nothing is known.
 * Ends when either side closes the port.
 */
export function servePort(gateway: Gateway, port: AnyPort): () => void {
  const leave = gateway.clients.enter()
  const handler = new RPCHandler(gateway.router, gateway.handlerOptions)
  const metered = meteredPort(port)
  handler.upgrade(metered, { context: { connection: metered } })
  onMessagePortClose(metered, leave)
  metered.start()
  return () => {
    leave()
    metered.close()
  }
}
