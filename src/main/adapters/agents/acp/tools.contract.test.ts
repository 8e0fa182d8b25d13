import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AgentPort, AgentSession, SessionRequest } from '../../../ports/agent.ts'
import type { ProcessPort } from '../../../ports/process.ts'
import { createRecordingSink, type RecordingSink } from '../../../ports/testing/recording-sink.ts'
import { systemClock } from '../../clock/system-clock.ts'
import { mcpFixture } from '../scripted/testing/mcp-fixture.ts'
import { createTestProcesses } from '../testing/processes.ts'
import { createAcpDriver } from './driver.ts'

const token = 'a-secret-of-this-session'

let folder: string
let processes: ProcessPort
let agents: AgentPort
let server: Server
let letIn: number

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tools-'))
  processes = await createTestProcesses(folder)
  letIn = 0
  server = createServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401).end()
      return
    }
    letIn += 1
    const transport = new StreamableHTTPServerTransport()
    void mcpFixture()
      .connect(transport as unknown as Transport)
      .then(() => transport.handleRequest(request, response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  agents = createAcpDriver({
    processes,
    clock: systemClock,
    journalFolder: join(folder, 'journal'),
    initializeTimeoutMs: 20_000,
    terminateGraceMs: 300,
    hostEnvironment: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, HOME: folder },
  })
})

afterEach(async () => {
  await processes.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

async function open(sink: RecordingSink, more: Partial<SessionRequest> = {}): Promise<AgentSession> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`
  const opened = await agents.open(
    {
      launch: {
        id: 'scripted',
        file: process.execPath,
        args: [join(import.meta.dirname, '../scripted/main.ts')],
        passEnvironment: [],
        setEnvironment: { SWITCHYARD_SCRIPTED_STATE: join(folder, 'state') },
        resumable: true,
      },
      folder,
      owner: 'tools',
      environment: {},
      tools: { name: 'switchyard', url, token },
      ...more,
    },
    sink,
  )
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

const add = (a: number) =>
  `\`\`\`steps\n- mcp: {server: switchyard, tool: add, args: {a: ${a}, b: 3}, save: r}\n- say: "${'$'}{r.sum}"\n\`\`\``

async function ask(session: AgentSession, text: string, number = 1): Promise<void> {
  await session.prompt([{ kind: 'text', text, origin: 'person' }], { origin: 'person', number })
}

it('an agent calls the tools that its session was given, also after it is resumed; the token is written nowhere', async () => {
  const sink = createRecordingSink()
  const first = await open(sink)
  await ask(first, add(2))
  expect(sink.text()).toBe('5')
  await first.close()
  const again = createRecordingSink()
  const second = await open(again, { resume: first.session })
  expect(second.resumed).toBe(true)
  await ask(second, add(4), 2)
  expect(again.text()).toBe('7')
  expect(letIn).toBeGreaterThan(1)
  await second.close()
  const files = await readdir(join(folder, 'journal'))
  const logs = await Promise.all(files.map((file) => readFile(join(folder, 'journal', file), 'utf8')))
  expect(logs.join('')).toContain('session/new')
  expect(logs.join('')).not.toContain(token)
})

it('an agent without the token is not let in, and says so', async () => {
  const sink = createRecordingSink()
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`
  const session = await open(sink, { tools: { name: 'switchyard', url, token: 'another' } })
  await ask(session, add(2))
  expect(sink.text()).not.toBe('5')
  expect(letIn).toBe(0)
})

it('a session without tools has no such server', async () => {
  const sink = createRecordingSink()
  const session = await open(sink, { tools: null })
  await ask(session, add(2))
  expect(JSON.stringify(sink.updates)).toContain('no MCP server named switchyard')
})
