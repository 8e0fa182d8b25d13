import { WebSocket } from 'ws'
import type { AnyPort } from '../../../shared/contract/port-flow.ts'
import { meteredPort } from '../../gateway/metered-port.ts'
import { rpcAddress } from '../../gateway/web/rpc-address.ts'
import type { HostAddress } from '../../ports/host-lock.ts'

/** What a page may leave unread before the host's socket is left unread too, in UTF-16 units. */
const unreadLimit = 1_000_000

/**
 * Hands messages between a page's port and a host of another process, word for word: both carry the same text. The
 * token stays in this process. When either ends, so does the other; the page then asks for new ports.
 */
export function bridgePort(port: AnyPort, address: HostAddress): () => void {
  const page = meteredPort(port)
  const socket = new WebSocket(rpcAddress(address.url), { perMessageDeflate: false })
  // What the page asks before the host has greeted waits for the greeting.
  let early: string[] | null = []
  const readOn = () => {
    if (page.buffered() > unreadLimit) page.whenTaken(readOn)
    else socket.resume()
  }
  socket.on('open', () => socket.send(JSON.stringify({ token: address.token })))
  socket.once('message', () => {
    for (const text of early ?? []) socket.send(text)
    early = null
    socket.on('message', (data) => {
      page.postMessage(String(data))
      if (page.buffered() <= unreadLimit) return
      socket.pause()
      page.whenTaken(readOn)
    })
  })
  // The close that follows an error says all there is to say.
  socket.on('error', () => socket.terminate())
  socket.on('close', () => page.close())
  page.on('message', (event) => {
    const text = String(event?.data)
    if (early !== null) early.push(text)
    else if (socket.readyState === WebSocket.OPEN) socket.send(text)
  })
  page.on('close', () => socket.terminate())
  page.start()
  return () => {
    page.close()
    socket.terminate()
  }
}
