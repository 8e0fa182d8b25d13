import { join } from 'node:path'
import { type WebSocket, WebSocketServer } from 'ws'
import { Scope } from '../../src/shared/kernel/scope.ts'
import type { AgentUpdate } from '../../src/shared/transcript/update.ts'
import { dispatch } from '../lib/dispatch.ts'
import { loadUpdate } from '../lib/load-updates.ts'
import { openMemoryHost } from '../lib/memory-host.ts'
import { serveMemoryHost } from '../lib/serve-memory-host.ts'

/*
 * A host whose agents talk as fast as they are told, over the product's own executors, store and gateway. Arguments:
 * data folder, folder of the built page, number of agents. What each agent says also goes out plainly, one message
 * each, over a socket of its own, for a page that takes it without any of the product. A line from there, `{"rate":N}`,
 * sets how many updates all agents together make in a second; the answer says how many there were so far.
 */
const [dataFolder = '', page = '', count = '0'] = process.argv.slice(2)
const agents = Number(count)
const tickMs = 10

type Say = (update: AgentUpdate) => void
const talkers: Say[] = []
const allTalk = Promise.withResolvers<void>()
const over = Promise.withResolvers<void>()

const scope = new Scope()
const host = await openMemoryHost(
  {
    dataFolder: join(dataFolder, 'host'),
    pool: agents,
    repositories: ['/project'],
    script: async ({ request, update }) => {
      talkers[Number(request.owner.replace(/\D/g, ''))] = update
      if (talkers.filter((talker) => talker !== undefined).length === agents) allTalk.resolve()
      await over.promise
      return { kind: 'stopped', stopReason: 'end_turn' }
    },
  },
  scope,
)
const { engine, transcripts } = host
const server = await serveMemoryHost({ host, dataFolder, page, token: 'load' })

const plain = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
await new Promise<void>((resolve) => plain.once('listening', () => resolve()))
const listeners = new Set<WebSocket>()
let [rate, said, owed, last] = [0, 0, 0, performance.now()]

plain.on('connection', (socket, { url }) => {
  socket.on('error', () => socket.terminate())
  if (url !== '/control') {
    listeners.add(socket)
    socket.on('close', () => listeners.delete(socket))
    return
  }
  socket.on('message', (line) => {
    rate = (JSON.parse(String(line)) as { readonly rate: number }).rate
    owed = 0
    void transcripts.flush().then(() => socket.send(JSON.stringify({ said })))
  })
})

function sayNext(now: number): void {
  const agent = said % agents
  const update = loadUpdate(agent, Math.floor(said / agents), now)
  said += 1
  talkers[agent]?.(update)
  if (listeners.size === 0) return
  const line = JSON.stringify({ agent, update })
  for (const socket of listeners) socket.send(line)
}

function tick(): void {
  const now = performance.now()
  owed += ((now - last) * rate) / 1000
  last = now
  const wall = Date.now()
  for (; owed >= 1; owed -= 1) sayNext(wall)
}

await Promise.all(Array.from({ length: agents }, (_, task) => dispatch(engine, task, '/project')))
await allTalk.promise
const talking = setInterval(tick, tickMs)
const address = plain.address()
const feed = `ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
process.stdout.write(`${JSON.stringify({ event: 'ready', url: server.url, token: server.token, feed })}\n`)

process.once('SIGTERM', async () => {
  clearInterval(talking)
  for (const socket of plain.clients) socket.terminate()
  plain.close()
  await server.close()
  process.exit(0)
})
