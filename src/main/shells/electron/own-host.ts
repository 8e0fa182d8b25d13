import { createRouterClient } from '@orpc/server'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { servePort } from '../../gateway/serve-message-port.ts'
import type { HostOptions } from '../compose/host-options.ts'
import { type Host, openHost } from '../compose/open-host.ts'
import type { DesktopHost } from './desktop-host.ts'

/** Calls of this process are read as they are made. */
const context = { connection: { buffered: () => 0 } }

/** Starts a host in this process. It listens on loopback as well, so that the command line reaches it. */
export async function openOwnHost(options: HostOptions): Promise<Result<DesktopHost, Failure>> {
  const opened = await openHost(options)
  return opened.ok ? ok(ownHost(opened.value)) : opened
}

function ownHost(host: Pick<Host, 'asked' | 'close' | 'engine' | 'gateway'>): DesktopHost {
  const { asked, engine, gateway } = host
  return {
    kind: 'own',
    get model() {
      return engine.model
    },
    api: createRouterClient(gateway.router, { context }),
    over: asked,
    serve: (port) => servePort(gateway, port),
    follow: (listener) => engine.subscribe((batch) => listener(batch.events)),
    close: () => host.close(),
  }
}
