import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { connectHost } from './host-client.ts'

let server: Server | null = null
const sockets: Socket[] = []

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  server?.close()
})

it('gives up on a host that takes connections and says nothing', async () => {
  server = createServer((socket) => sockets.push(socket))
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const connected = await connectHost({ url: `http://127.0.0.1:${port}`, token: 'x' })
  expect(connected).toMatchObject({ ok: false, error: { code: 'host-unreachable' } })
})
