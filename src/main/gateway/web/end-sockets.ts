import type { WebSocket } from 'ws'
import type { Clock } from '../../ports/clock.ts'
import { closeCodes } from './handshake.ts'

/** How long a client may take to read what it was sent last. */
const partingMs = 500

/** Says goodbye, so that answers on their way arrive, and then ends whoever is left. */
export async function endSockets(sockets: ReadonlySet<WebSocket>, clock: Clock): Promise<void> {
  const open = [...sockets]
  const closed = open.map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())))
  for (const socket of open) socket.close(closeCodes.ending, 'the host ends')
  const cancel = clock.after(partingMs, () => {
    for (const socket of open) socket.terminate()
  })
  await Promise.all(closed)
  cancel()
}
