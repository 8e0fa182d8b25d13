import { createServer, type Socket } from 'node:net'
import { setPriority } from 'node:os'
import { createInterface } from 'node:readline'
import { updateOf } from '../lib/agent-script.ts'

/*
 * A hundred agents in one process, each behind a socket as the host gets an agent's stdio. Arguments: socket file,
 * updates in a turn, updates a second, number of agents: they begin together.
 */
const [socketFile = '', updates = '0', rate = '100', agents = '1'] = process.argv.slice(2)
const tickMs = 10

// As the host starts its agents.
setPriority(10)

/** When each agent began to talk, in milliseconds since the epoch. */
const begunAt: Record<number, number> = {}
const waiting: (() => void)[] = []

interface Request {
  readonly id?: number
  readonly method: string
  readonly params: { readonly prompt?: readonly { readonly text?: string }[] }
}

function send(socket: Socket, message: object): void {
  socket.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}

/** Says everything at an even pace, then ends the turn. */
function stream(socket: Socket, id: number | undefined, agent: number): void {
  const begun = performance.now()
  let said = 0
  begunAt[agent] = Date.now()
  const timer = setInterval(() => {
    const due = Math.min(Number(updates), Math.floor(((performance.now() - begun) * Number(rate)) / 1000))
    let lines = ''
    for (; said < due; said += 1) {
      const params = { sessionId: 'session', update: updateOf(agent, said) }
      lines += `${JSON.stringify({ jsonrpc: '2.0', method: 'session/update', params })}\n`
    }
    if (lines !== '') socket.write(lines)
    if (said < Number(updates) && !socket.destroyed) return
    clearInterval(timer)
    send(socket, { id, result: { stopReason: 'end_turn' } })
  }, tickMs)
}

function answer(socket: Socket, { id, method, params }: Request): void {
  if (method === 'initialize') send(socket, { id, result: { protocolVersion: 1, agentCapabilities: {} } })
  else if (method === 'session/new') send(socket, { id, result: { sessionId: 'session' } })
  else if (method === 'session/prompt') {
    const agent = Number(/task (\d+)/.exec(params.prompt?.map(({ text }) => text).join() ?? '')?.[1] ?? 0)
    // Tasks beyond these agents are done at once.
    if (agent >= Number(agents)) {
      send(socket, { id, result: { stopReason: 'end_turn' } })
      return
    }
    waiting.push(() => stream(socket, id, agent))
    if (waiting.length === Number(agents)) for (const begin of waiting.splice(0)) begin()
  }
}

const server = createServer((socket) => {
  socket.on('error', () => socket.destroy())
  const lines = createInterface({ input: socket })
  lines.on('line', (line) => answer(socket, JSON.parse(line)))
  // A host that was killed resets its connections.
  lines.on('error', () => socket.destroy())
})
server.listen(socketFile, () => process.stdout.write(`${JSON.stringify({ event: 'ready', url: '', token: '' })}\n`))
process.on('SIGTERM', () => process.stdout.write(`${JSON.stringify(begunAt)}\n`, () => process.exit(0)))
