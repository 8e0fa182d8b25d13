import { join } from 'node:path'
import { createAcpDriver } from '../../src/main/adapters/agents/acp/driver.ts'
import { systemClock } from '../../src/main/adapters/clock/system-clock.ts'
import { createGateway } from '../../src/main/gateway/gateway.ts'
import { serveWebSocket } from '../../src/main/gateway/serve-web-socket.ts'
import { noTerminals } from '../../src/main/gateway/testing/no-terminals.ts'
import { hostServices } from '../../src/main/shells/compose/services.ts'
import type { CommandId, PromptId, ThreadId } from '../../src/shared/kernel/ids.ts'
import { Scope } from '../../src/shared/kernel/scope.ts'
import { dispatch } from '../lib/dispatch.ts'
import { openMemoryHost } from '../lib/memory-host.ts'
import { processorTime } from '../lib/processor-time.ts'
import { socketProcesses } from '../lib/socket-processes.ts'

/*
 * The host's own path from an agent's output to a client: driver, executors, engine, store and gateway. Arguments:
 * data folder, socket file of the agents, number of agents. Prints its address, each command that was acknowledged
 * while the agents talk, and at last the processor time that the turns took.
 */
const [dataFolder = '', socketFile = '', count = '0'] = process.argv.slice(2)
const agents = Number(count)
const token = 'ingest'
const commandEveryMs = 50

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const scope = new Scope()
const driver = createAcpDriver({
  processes: socketProcesses(socketFile),
  clock: systemClock,
  journalFolder: join(dataFolder, 'protocol'),
  initializeTimeoutMs: 60_000,
  hostEnvironment: {},
})
const script = () => ({ kind: 'stopped', stopReason: 'end_turn' }) as const
const repositories = ['/project']
const host = await openMemoryHost({ dataFolder, pool: agents, script, repositories, driver }, scope)
const { adapters, engine, memory, store, transcripts } = host
const problem = (message: string, error: unknown) => {
  throw new Error(message, { cause: error })
}
const services = hostServices({
  identity: { version: '0', host: 'ingest', pid: process.pid, dataFolder },
  adapters,
  store,
  memory,
  model: () => engine.model,
  readOnly: () => engine.readOnly,
  shutdown: () => undefined,
})
const gateway = createGateway({ engine, transcripts, services, terminals: noTerminals, clock: systemClock, problem })
const server = await serveWebSocket(gateway, { host: '127.0.0.1', port: 0, hostToken: token, page: null, problem })
if (!server.ok) throw new Error(server.error.message)
/** A client attaches before the agents start to talk. */
const attached = new Promise<void>((resolve) => process.once('SIGUSR2', () => resolve()))
print({ event: 'ready', url: server.value.address, token })

/** Prompts that wait for the end of a turn, one after the other; each is told when it is durable. */
async function sendCommands(over: () => boolean): Promise<void> {
  for (let number = 0; !over(); number += 1) {
    const thread = `thread-${number % agents}` as ThreadId
    const prompt = `later-${number}` as PromptId
    const blocks = [{ kind: 'text', text: 'And then?', origin: 'person' }] as const
    const attempt = `attempt-${number}` as ThreadId
    const command = { type: 'thread.prompt', payload: { thread, prompt, blocks, attempt } } as const
    const sent = await engine.submit({ id: prompt as string as CommandId, actor: 'person', command })
    if (sent.ok) print({ acknowledged: prompt, thread })
    await new Promise<void>((resolve) => void systemClock.after(commandEveryMs, resolve))
  }
}

await attached
const commands = process.argv.includes('--commands')
await Promise.all(Array.from({ length: agents }, (_, task) => dispatch(engine, task, '/project')))
const running = () => [...engine.model.thread.inRole('holding')].filter(({ state }) => state.kind === 'running').length
await engine.when(() => (running() === agents ? true : undefined))
const [before, begun] = [processorTime(), performance.now()]
let ended = 0
const allEnded = new Promise<void>((resolve) => {
  engine.subscribe(({ events }) => {
    ended += events.filter(({ event }) => event.type === 'thread.turn-ended').length
    if (ended >= agents) resolve()
  })
})
if (commands) void sendCommands(() => ended >= agents)
await allEnded
print({ processor: processorTime() - before, elapsed: performance.now() - begun })
await server.value.close()
gateway.close()
await scope.close()
process.exit(0)
