import type { WebSocket } from 'ws'
import type { Clock } from '../../ports/clock.ts'

const beatMs = 15_000

/** Ends sockets whose other side has not answered a ping until the next one: asleep, gone, or not reading. */
export function keepHeartbeat(sockets: ReadonlySet<WebSocket>, clock: Clock): () => void {
  const asked = new WeakSet<WebSocket>()
  const beat = (): void => {
    for (const socket of sockets) {
      if (asked.has(socket)) {
        socket.terminate()
        continue
      }
      asked.add(socket)
      socket.once('pong', () => asked.delete(socket))
      socket.ping()
    }
    cancel = clock.after(beatMs, beat)
  }
  let cancel = clock.after(beatMs, beat)
  return () => cancel()
}
