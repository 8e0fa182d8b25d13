import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type WebSocket, WebSocketServer } from 'ws'
import { systemClock } from '../../src/main/adapters/clock/system-clock.ts'
import { randomIds } from '../../src/main/adapters/ids/random-ids.ts'
import type { TurnEnd } from '../../src/main/ports/agent.ts'
import type { MemoryTurn } from '../../src/main/ports/testing/memory-agents.ts'
import type { Command } from '../../src/shared/domain/command.ts'
import type { CommandId, NegotiationId, ThreadId } from '../../src/shared/kernel/ids.ts'
import { Scope } from '../../src/shared/kernel/scope.ts'
import { planTeam } from '../lib/chatty/plan-team.ts'
import type { Delays, FromHost, ToHost } from '../lib/chatty/protocol.ts'
import { openMemoryHost } from '../lib/memory-host.ts'
import { serveMemoryHost } from '../lib/serve-memory-host.ts'

/*
 * A host with one run whose threads are a team. Agents live in whoever holds the control socket: they get each prompt,
 * call the host's tools over HTTP, and say when a turn ends. Arguments: data folder, folder of the built page, number
 * of threads, milliseconds that its clock begins behind the machine's.
 */
const [dataFolder = '', page = '', count = '0', lag = '0'] = process.argv.slice(2)
let behind = Number(lag)
const clock = { ...systemClock, now: () => Date.now() - behind }

const turns = new Map<number, () => void>()
let begun = 0
let control: WebSocket | null = null
const say = (line: FromHost) => control?.send(JSON.stringify(line))

async function script({ blocks, over, request }: MemoryTurn): Promise<TurnEnd> {
  begun += 1
  const turn = begun
  const ended = Promise.withResolvers<void>()
  turns.set(turn, ended.resolve)
  over.addEventListener('abort', () => ended.resolve(), { once: true })
  const thread = request.owner
  const key = engine.model.task.get(engine.model.thread.get(thread)?.task ?? '')?.key ?? ''
  const text = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n')
  if (request.tools == null) throw new Error(`${thread} was offered no tools`)
  say({ event: 'turn', turn, thread, key, text, tools: request.tools })
  await ended.promise
  turns.delete(turn)
  say({ event: 'over', turn })
  return { kind: 'stopped', stopReason: over.aborted ? 'cancelled' : 'end_turn' }
}

const scope = new Scope()
const threads = Number(count)
const host = await openMemoryHost(
  {
    dataFolder: join(dataFolder, 'host'),
    pool: threads,
    repositories: ['/project'],
    time: { clock, ids: randomIds },
    script,
  },
  scope,
)
const { engine } = host
const server = await serveMemoryHost({ host, dataFolder, page, token: 'chatty' })
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()

async function submit(command: Command): Promise<void> {
  const sent = await engine.submit({ id: randomIds.next() as CommandId, actor: 'person', command })
  if (!sent.ok) throw new Error(sent.error.message)
}

async function negotiate(parties: readonly string[]): Promise<void> {
  for (const { id, parties: others, state } of engine.model.negotiation.values()) {
    if (state.kind === 'settled' || !others.some((party) => parties.includes(party))) continue
    await submit({ type: 'negotiation.settle', payload: { negotiation: id, ruling: { kind: 'stop' } } })
  }
  await submit({
    type: 'negotiation.open',
    payload: {
      negotiation: randomIds.next() as NegotiationId,
      topic: 'Who owns which lines',
      parties: parties as readonly ThreadId[],
      because: 'Both change the same file.',
      atCap: 'ask',
    },
  })
}

function delays(): Delays {
  const of = (share: number) => delay.percentile(share) / 1e6
  return { p50: of(50), p99: of(99), p999: of(99.9), most: delay.max / 1e6 }
}

/** After a collection, in bytes. */
function heap(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

async function answer(asked: ToHost): Promise<unknown> {
  switch (asked.do) {
    case 'end':
      return turns.get(asked.turn)?.()
    case 'clock':
      behind = asked.behind
      return null
    case 'negotiate':
      return negotiate(asked.parties)
    case 'waiting':
      return Object.fromEntries([...engine.model.mailbox.values()].map(({ id, waiting }) => [id, waiting]))
    case 'reset':
      return delay.reset()
    case 'measure':
      return delays()
    case 'heap':
      return heap()
    case 'idle':
      return engine.idle()
  }
}

const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
await new Promise<void>((resolve) => sockets.once('listening', () => resolve()))
sockets.once('connection', (socket) => {
  control = socket
  socket.on('error', () => socket.terminate())
  socket.on('message', (line) => {
    const { id, ...asked } = JSON.parse(String(line)) as ToHost & { readonly id: number }
    void answer(asked).then((value) => say({ event: 'answer', id, value: value ?? null }))
  })
  void planTeam(engine, threads)
})
const address = sockets.address()
const feed = `ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
process.stdout.write(`${JSON.stringify({ event: 'ready', url: server.url, token: server.token, feed })}\n`)

process.once('SIGTERM', async () => {
  for (const socket of sockets.clients) socket.terminate()
  sockets.close()
  await server.close()
  await scope.close()
  process.exit(0)
})
