import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../../shared/contract/contract.ts'

export type HostApi = ContractRouterClient<typeof contract>

export interface Link {
  readonly api: HostApi
  /** Version of the contract that the host speaks. */
  readonly contract: number
  /** Ends the line; everything that waits on it fails. */
  close(): void
}

/** Why there is no line: nobody answered, or the token was not accepted. */
export type NoLink = 'unreachable' | 'refused'

const refusedCode = 4401

/** Opens a line to the host that served this page. */
export function openLink(token: string): Promise<Link | NoLink> {
  const address = new URL('/rpc', location.href)
  address.protocol = 'ws:'
  const socket = new WebSocket(address)
  return new Promise((resolve) => {
    socket.addEventListener('open', () => socket.send(JSON.stringify({ token })), { once: true })
    socket.addEventListener('close', (event) => resolve(event.code === refusedCode ? 'refused' : 'unreachable'))
    socket.addEventListener(
      'message',
      (event) => {
        const welcome = JSON.parse(String(event.data)) as { readonly contract: number }
        const api: HostApi = createORPCClient(new RPCLink({ websocket: socket }))
        resolve({ api, contract: welcome.contract, close: () => socket.close() })
      },
      { once: true },
    )
  })
}
