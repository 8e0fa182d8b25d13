import { createConnection, type Socket } from 'node:net'
import { Readable, Writable } from 'node:stream'
import { client, methods, ndJsonStream, PROTOCOL_VERSION } from '@agentclientprotocol/sdk'
import { processorTime } from '../lib/processor-time.ts'

/** The protocol's own client that only parses. Arguments: socket file of the agents, number of agents. */
const [socketFile = '', count = '0'] = process.argv.slice(2)

process.stdout.write(`${JSON.stringify({ event: 'ready', url: '', token: '' })}\n`)

let updates = 0

async function connect(agent: number) {
  const socket: Socket = createConnection(socketFile)
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
  const input = Readable.toWeb(socket) as ReadableStream<Uint8Array>
  const connection = client({ name: 'baseline' })
    .onNotification(methods.client.session.update, () => {
      updates += 1
    })
    .connect(ndJsonStream(Writable.toWeb(socket), input))
  const protocolVersion = PROTOCOL_VERSION
  await connection.agent.request(methods.agent.initialize, { protocolVersion, clientCapabilities: {} })
  await connection.agent.request(methods.agent.session.new, { cwd: '/', mcpServers: [] })
  return () =>
    connection.agent.request(methods.agent.session.prompt, {
      sessionId: 'session',
      prompt: [{ type: 'text', text: `Change what task ${agent} is about` }],
    })
}

const prompts = await Promise.all(Array.from({ length: Number(count) }, (_, agent) => connect(agent)))
const [before, begun] = [processorTime(), performance.now()]
await Promise.all(prompts.map((prompt) => prompt()))
const [processor, elapsed] = [processorTime() - before, performance.now() - begun]
process.stdout.write(`${JSON.stringify({ processor, elapsed, updates })}\n`)
process.exit(0)
