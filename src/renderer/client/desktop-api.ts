import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { desktopContract } from '../../shared/contract/desktop.ts'
import { flowingPort } from '../../shared/contract/port-flow.ts'

/** What the shell around a desktop window can do. */
export type DesktopApi = ContractRouterClient<typeof desktopContract>

export function desktopApiOver(raw: MessagePort): DesktopApi {
  const port = flowingPort(raw)
  const api: DesktopApi = createORPCClient(new RPCLink({ port }))
  port.start()
  return api
}
