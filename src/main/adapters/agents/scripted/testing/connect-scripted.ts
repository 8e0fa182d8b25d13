import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import {
  type ClientConnection,
  client,
  type McpServer,
  ndJsonStream,
  type PromptResponse,
  type RequestPermissionRequest,
  type SessionUpdate,
} from '@agentclientprotocol/sdk'
import { scriptedAgent } from '../agent-app.ts'

export type Answer = 'allow_once' | 'allow_always' | 'reject_once' | 'cancelled' | 'never'

export interface Folders {
  readonly worktree: string
  readonly state: string
  readonly remove: () => Promise<void>
}

export async function makeFolders(): Promise<Folders> {
  const root = await mkdtemp(join(tmpdir(), 'scripted-agent-'))
  const worktree = join(root, 'work tree')
  await mkdir(worktree)
  return { worktree, state: join(root, 'state'), remove: () => rm(root, { recursive: true, force: true }) }
}

/** A client that keeps what it is sent and answers permissions as told. */
export class TestClient {
  readonly updates: SessionUpdate[] = []
  readonly asked: RequestPermissionRequest[] = []
  readonly lines: string[] = []
  readonly exits: number[] = []
  answer: Answer = 'allow_once'
  #watchers: (() => void)[] = []
  #connection: ClientConnection | undefined

  get agent() {
    if (this.#connection === undefined) throw new Error('not connected')
    return this.#connection.agent
  }

  app() {
    return client({ name: 'test' })
      .onNotification('session/update', ({ params }) => {
        this.updates.push(params.update)
        this.changed()
      })
      .onRequest('session/request_permission', async ({ params }) => {
        this.asked.push(params)
        this.changed()
        if (this.answer === 'never') await new Promise(() => undefined)
        const option = params.options.find((candidate) => candidate.kind === this.answer)
        if (option === undefined) return { outcome: { outcome: 'cancelled' } }
        return { outcome: { outcome: 'selected', optionId: option.optionId } }
      })
  }

  async begin(connection: ClientConnection): Promise<void> {
    this.#connection = connection
    await this.agent.request('initialize', { protocolVersion: 1, clientCapabilities: {} })
  }

  async open(cwd: string, mcpServers: McpServer[] = []): Promise<string> {
    return (await this.agent.request('session/new', { cwd, mcpServers })).sessionId
  }

  prompt(sessionId: string, text: string, meta: Record<string, unknown> = {}): Promise<PromptResponse> {
    return this.agent.request('session/prompt', { sessionId, prompt: [{ type: 'text', text }], _meta: meta })
  }

  steps(sessionId: string, yaml: string, meta: Record<string, unknown> = {}): Promise<PromptResponse> {
    return this.prompt(sessionId, `\`\`\`steps\n${yaml}\n\`\`\``, meta)
  }

  cancel(sessionId: string): Promise<void> {
    return this.agent.notify('session/cancel', { sessionId })
  }

  /** All agent text so far. */
  get said(): string {
    return this.updates
      .map((update) =>
        update.sessionUpdate === 'agent_message_chunk' && update.content.type === 'text' ? update.content.text : '',
      )
      .join('')
  }

  /** Resolves when the client has seen something that makes `condition` true. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#watchers.push(resolve))
  }

  changed(): void {
    for (const watcher of this.#watchers.splice(0)) watcher()
  }
}

export interface Running {
  readonly client: TestClient
  readonly close: () => Promise<void>
}

export async function connectInProcess(folders: Folders, seed = 'test'): Promise<Running> {
  const test = new TestClient()
  const agent = scriptedAgent({
    environment: { PATH: process.env.PATH, HOME: folders.worktree },
    stateFolder: folders.state,
    seed,
    writeLine: async (line) => void test.lines.push(line),
    exit: (code) => void test.exits.push(code),
    signal: (signal) => void test.lines.push(signal),
  })
  const connection = test.app().connect(agent.app)
  await test.begin(connection)
  const close = async () => {
    await agent.close()
    connection.close()
  }
  return { client: test, close }
}

export interface RunningProcess extends Running {
  readonly pid: number
  readonly kill: (signal: NodeJS.Signals) => boolean
  readonly exited: Promise<{ readonly code: number | null; readonly signal: string | null }>
  /** Stops reading the agent's output until the returned function is called. */
  readonly stopReading: () => () => void
}

function gatedInput(stdout: Readable) {
  const chunks = stdout[Symbol.asyncIterator]() as AsyncIterableIterator<Uint8Array>
  let gate: Promise<void> | undefined
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    await gate
    const chunk = await chunks.next()
    if (chunk.done) controller.close()
    else controller.enqueue(chunk.value)
  }
  const stopReading = () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    gate = promise
    return resolve
  }
  return { input: new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 }), stopReading }
}

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

export async function connectProcess(folders: Folders): Promise<RunningProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, HOME: folders.worktree, SWITCHYARD_SCRIPTED_STATE: folders.state },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  )
  child.stdin.on('error', () => undefined)
  const test = new TestClient()
  const { input, stopReading } = gatedInput(child.stdout)
  await test.begin(test.app().connect(ndJsonStream(Writable.toWeb(child.stdin), input)))
  const close = async () => {
    child.stdin.end()
    await exited
  }
  return {
    client: test,
    close,
    pid: child.pid ?? 0,
    kill: (signal) => child.kill(signal),
    exited,
    stopReading,
  }
}
