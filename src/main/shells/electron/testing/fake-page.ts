import { EventEmitter } from 'node:events'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { desktopContract } from '../../../../shared/contract/desktop.ts'
import { flowingPort } from '../../../../shared/contract/port-flow.ts'
import type { HostApi } from '../../attach/host-client.ts'

export interface PagePortClients {
  readonly rpc: HostApi
  readonly stream: HostApi
  readonly desktop: ContractRouterClient<typeof desktopContract>
  /** Resolves when the host's port is closed. */
  readonly closed: Promise<void>
  close(): void
}

class FakeFrame {
  readonly parent = null
  readonly frameTreeNodeId = 1
  url = 'about:blank'
  arrived: ((ports: readonly MessagePort[]) => void) | null = null

  postMessage(_channel: string, _message: unknown, ports: readonly MessagePort[]): void {
    this.arrived?.(ports)
  }
}

export class FakeWebContents extends EventEmitter {
  readonly mainFrame = new FakeFrame()
  openHandler: ((details: { readonly url: string }) => { readonly action: string }) | null = null

  setWindowOpenHandler(handler: FakeWebContents['openHandler']): void {
    this.openHandler = handler
  }
}

/** Asks for ports as the preload does for its page, and speaks over them as the page does. */
export function connectPage(ipcMain: EventEmitter, sender: FakeWebContents): Promise<PagePortClients> {
  const arrived = new Promise<PagePortClients>((resolve) => {
    sender.mainFrame.arrived = (ports) => {
      const flows = ports.map((port) => flowingPort(port))
      const closed = Promise.withResolvers<void>()
      flows[0]?.on('close', () => closed.resolve())
      const [rpc, stream, desktop] = flows.map((port) => createORPCClient(new RPCLink({ port })) as never)
      for (const port of flows) port.start()
      const close = () => {
        for (const port of flows) port.close()
      }
      resolve({ rpc, stream, desktop, closed: closed.promise, close } as unknown as PagePortClients)
    }
  })
  ipcMain.emit('switchyard:ports', { sender, senderFrame: sender.mainFrame })
  return arrived
}
