import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../../../shared/contract/contract.ts'
import { checkContract } from '../../../shared/contract/version.ts'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { rpcAddress } from '../../gateway/web/rpc-address.ts'

export type HostApi = ContractRouterClient<typeof contract>
export type ConnectFailure = Failure<'host-unreachable' | 'token-refused' | 'contract-version'>

export interface HostClient {
  readonly api: HostApi
  /** Resolves when the connection is over, whoever ended it. */
  readonly closed: Promise<void>
  close(): void
}

/** How long a host may take to greet, in milliseconds: one that is stopped takes connections and says nothing. */
const greetingMs = 5000

/** Connects to a running host. `url` is its address (a fragment is ignored), `token` that of its data folder. */
export function connectHost(options: {
  readonly url: string
  readonly token: string
}): Promise<Result<HostClient, ConnectFailure>> {
  const address = rpcAddress(options.url)
  const socket = new WebSocket(address)
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve(), { once: true }))
  return new Promise((resolve) => {
    const giveUp = systemClock.after(greetingMs, () => {
      resolve(err(unreachable(address.host)))
      socket.close()
    })
    socket.addEventListener('close', giveUp, { once: true })
    socket.addEventListener('message', giveUp, { once: true })
    socket.addEventListener('open', () => socket.send(JSON.stringify({ token: options.token })), { once: true })
    socket.addEventListener('close', (event) => resolve(err(notConnected(event.code, address.host))), { once: true })
    socket.addEventListener(
      'message',
      (event) => {
        const checked = checkContract(contractIn(String(event.data)))
        if (!checked.ok) {
          socket.close()
          resolve(checked)
          return
        }
        const api: HostApi = createORPCClient(new RPCLink({ websocket: socket }))
        resolve(ok({ api, closed, close: () => socket.close() }))
      },
      { once: true },
    )
  })
}

function contractIn(welcome: string): number {
  const parsed: unknown = JSON.parse(welcome)
  const version = typeof parsed === 'object' && parsed !== null && 'contract' in parsed ? parsed.contract : 0
  return typeof version === 'number' ? version : 0
}

function notConnected(code: number, host: string): ConnectFailure {
  if (code === 4401) {
    return failure('token-refused', `The host at ${host} did not accept the token of this data folder.`, {
      remedy: 'Check that --data names the folder of that host.',
      facts: { host },
    })
  }
  return unreachable(host)
}

function unreachable(host: string): ConnectFailure {
  return failure('host-unreachable', `No Switchyard host answers at ${host}.`, {
    remedy: 'Start one with `switchyard serve`.',
    facts: { host },
  })
}
