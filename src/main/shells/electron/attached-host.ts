import type { StoredEvent } from '../../../shared/domain/event.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import type { HostAddress } from '../../ports/host-lock.ts'
import { connectHost } from '../attach/host-client.ts'
import { HostSession } from '../attach/host-session.ts'
import { orRefused } from '../attach/or-refused.ts'
import type { DesktopHost } from './desktop-host.ts'
import { bridgePort } from './port-bridge.ts'

/** Joins a host of another process; what its windows would be told by events is told by a view of its own. */
export async function attachHost(address: HostAddress): Promise<Result<DesktopHost, Failure>> {
  const connected = await connectHost(address)
  if (!connected.ok) return connected
  const client = connected.value
  const session = await HostSession.open(client)
  const listeners = new Set<(events: readonly StoredEvent[]) => void>()
  const { sequence } = await orRefused(client, client.api.host.info())
  void watch(session, sequence, (events) => {
    for (const listener of [...listeners]) listener(events)
  })
  return ok({
    kind: 'attached',
    get model() {
      return session.model
    },
    api: client.api,
    over: client.closed,
    serve: (port) => bridgePort(port, address),
    follow: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => session.close(),
  })
}

/** Events as they come, each batch once the view shows it. Ends with the connection, which `over` tells of. */
async function watch(
  session: HostSession,
  after: number,
  tell: (events: readonly StoredEvent[]) => void,
): Promise<void> {
  try {
    for await (const page of await session.client.api.model.log({ after, follow: true })) {
      const last = page.events.at(-1)
      if (last === undefined) continue
      await session.reached(last.sequence)
      tell(page.events)
    }
  } catch {
    session.client.close()
  }
}
