import { connect, type Socket } from 'node:net'
import { streamCount } from './helper-protocol.ts'

/**
 * Connects a child's stdin, stdout and stderr with the host. Each connection has told the host
 * which stream it is before the child may write to it, so the host reads the child's bytes alone.
 */
export async function openChildStreams(socketFile: string, key: string): Promise<readonly Socket[]> {
  const sockets = Array.from({ length: streamCount }, () => connect(socketFile))
  try {
    await Promise.all(sockets.map((socket, stream) => announce(socket, `${key}${stream}`)))
    return sockets
  } catch (error) {
    closeChildStreams(sockets)
    throw error
  }
}

/** Closes this process's copies; the child keeps its own. */
export function closeChildStreams(sockets: readonly Socket[]): void {
  for (const socket of sockets) socket.destroy()
}

function announce(socket: Socket, header: string): Promise<void> {
  // Paused before it connects: what the host sends is for the child alone to read.
  socket.pause()
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.write(header, () => resolve())
  })
}
