import { ndJsonStream } from '@agentclientprotocol/sdk'
import { scriptedAgent, VERSION } from './agent-app.ts'
import { stateFolder } from './session-store.ts'

const SIGNAL_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

/** Resolves when the pipe has taken the bytes, so whoever awaits it never runs ahead of the client. */
function write(bytes: Uint8Array | string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()))
  })
}

if (process.argv.includes('--version')) {
  await write(`${VERSION}\n`)
  process.exit(0)
}

const { app, close } = scriptedAgent({
  environment: process.env,
  stateFolder: stateFolder(process.env),
  seed: process.env.SWITCHYARD_SCRIPTED_SEED ?? 'scripted',
  writeLine: (line) => write(`${line}\n`),
  exit: (code) => process.exit(code),
  signal: (signal) => {
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  },
})

/** By hand, since the runtime's own conversion costs some milliseconds to load. */
const input = new ReadableStream<Uint8Array>({
  start: (controller) => {
    process.stdin.on('data', (chunk) => controller.enqueue(chunk))
    process.stdin.once('end', () => controller.close())
    process.stdin.once('error', (error) => controller.error(error))
  },
})
const connection = app.connect(ndJsonStream(new WritableStream<Uint8Array>({ write }), input))

/** A client that is gone must not leave this agent's commands behind. */
async function end(code: number): Promise<void> {
  await close()
  process.exit(code)
}

process.stdout.on('error', () => void end(0))
for (const [signal, code] of Object.entries(SIGNAL_CODES)) process.on(signal, () => void end(code))
void connection.closed.then(() => end(0))
