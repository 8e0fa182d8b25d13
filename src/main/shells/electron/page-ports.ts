import { type IpcMainEvent, ipcMain, MessageChannelMain, type WebContents } from 'electron'
import type { AnyPort } from '../../../shared/contract/port-flow.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { Result } from '../../../shared/kernel/result.ts'
import { droppedChannel, portsChannel } from './channels.ts'
import type { DesktopHost } from './desktop-host.ts'
import { isOwnSender } from './sender-check.ts'

export interface PagePortsOptions {
  readonly host: () => Promise<Result<DesktopHost, Failure>>
  /** Told why a page gets no host; its ports are closed. */
  readonly refused: (failure: Failure) => void
  readonly serveDesktop: (port: AnyPort, contents: WebContents) => () => void
  readonly dropped: (path: string, contents: WebContents) => void
}

/** Hands each page its ports when it asks; a page that asks again gets new ones, and those it had are closed. */
export class PagePorts {
  readonly #options: PagePortsOptions
  readonly #open = new Map<WebContents, () => void>()

  constructor(options: PagePortsOptions) {
    this.#options = options
  }

  listen(): () => void {
    const connect = (event: IpcMainEvent) => {
      if (isOwnSender(event)) void this.#connect(event)
    }
    const drop = (event: IpcMainEvent, path: unknown) => {
      if (isOwnSender(event) && typeof path === 'string') this.#options.dropped(path, event.sender)
    }
    ipcMain.on(portsChannel, connect)
    ipcMain.on(droppedChannel, drop)
    return () => {
      ipcMain.off(portsChannel, connect)
      ipcMain.off(droppedChannel, drop)
      this.closeAll()
    }
  }

  closeAll(): void {
    for (const close of [...this.#open.values()]) close()
  }

  #forget(contents: WebContents): void {
    this.#open.get(contents)?.()
    this.#open.delete(contents)
  }

  async #connect({ sender, senderFrame }: IpcMainEvent): Promise<void> {
    if (!this.#open.has(sender)) sender.once('destroyed', () => this.#forget(sender))
    this.#open.get(sender)?.()
    const channels = [new MessageChannelMain(), new MessageChannelMain(), new MessageChannelMain()] as const
    const [rpc, stream, desktop] = channels
    const closers = [this.#options.serveDesktop(desktop.port1, sender)]
    let open = true
    const close = () => {
      open = false
      for (const closer of closers.splice(0)) closer()
      for (const { port1 } of channels) port1.close()
    }
    this.#open.set(sender, close)
    senderFrame?.postMessage(
      portsChannel,
      null,
      channels.map(({ port2 }) => port2),
    )
    const found = await this.#options.host()
    // It may have asked again meanwhile.
    if (!open) return
    if (found.ok) closers.push(found.value.serve(rpc.port1), found.value.serve(stream.port1))
    else {
      close()
      this.#options.refused(found.error)
    }
  }
}
