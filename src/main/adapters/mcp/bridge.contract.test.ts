import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Scope } from '../../../shared/kernel/scope.ts'
import { systemClock } from '../clock/system-clock.ts'
import { Bridge } from './bridge.ts'

/** Waits as often as it is told to, and not as long. */
const hasty = { ...systemClock, after: (_ms: number, run: () => void) => systemClock.after(5, run) }

interface Seen {
  readonly body: string
  readonly connection: unknown
  readonly version: unknown
}

let scope: Scope
let seen: Seen[]
let answers: { readonly status: number; readonly text: string }[]
let lines: string[]
let port: number

beforeEach(async () => {
  scope = new Scope()
  seen = []
  answers = []
  lines = []
  port = await listen(await opened())
})

afterEach(() => scope.close())

async function opened(): Promise<Server> {
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk) => {
      body += String(chunk)
    })
    request.once('end', () => {
      const { 'mcp-protocol-version': version, 'mcp-session-id': connection } = request.headers
      seen.push({ body, connection, version })
      const { status, text } = answers.shift() ?? { status: 200, text: `{"to":${body}}` }
      response.writeHead(status, { 'mcp-session-id': `c${seen.length}` }).end(text)
    })
  })
  return scope.own(server, (open) => end(open))
}

function end(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function listen(server: Server, at = 0): Promise<number> {
  return new Promise((resolve) => {
    server.listen(at, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function bridge(): Bridge {
  const write = async (line: string) => void lines.push(line)
  return new Bridge({ url: `http://127.0.0.1:${port}/mcp`, token: 't', clock: hasty, write })
}

it('introduces itself before anything else, and says from then on who it is', async () => {
  answers = [{ status: 200, text: '{"result":{"protocolVersion":"2025-06-18"}}' }]
  const carried = bridge()
  carried.take('{"id":0,"method":"initialize"}')
  carried.take('{"id":1,"method":"tools/list"}')
  await carried.drained()
  expect(seen).toEqual([
    { body: '{"id":0,"method":"initialize"}', connection: undefined, version: undefined },
    { body: '{"id":1,"method":"tools/list"}', connection: 'c1', version: '2025-06-18' },
  ])
  expect(lines).toHaveLength(2)
})

it('sends again what a busy host did not take', async () => {
  answers = [429, 503, 429].map((status) => ({ status, text: '' }))
  const carried = bridge()
  carried.take('{"id":1,"method":"a"}')
  await carried.drained()
  expect(seen).toHaveLength(4)
  expect(lines).toEqual(['{"to":{"id":1,"method":"a"}}'])
})

it('waits for a host that is away, and says so to the agent where it stays away', async () => {
  const [first] = [await opened()]
  const own = await listen(first)
  port = own
  await end(first)
  const carried = bridge()
  carried.take('{"id":1,"method":"a"}')
  await listen(await opened(), own)
  await carried.drained()
  expect(lines).toEqual(['{"to":{"id":1,"method":"a"}}'])

  await scope.close()
  lines = []
  carried.take('{"id":"x","method":"a"}')
  carried.take('{"method":"notified"}')
  await carried.drained()
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { jsonrpc: '2.0', id: 'x', error: { code: -32_000, message: expect.stringContaining('can’t be reached') } },
  ])
})

it('hands a refusal on under the number of the call', async () => {
  const text = '{"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":"ended"}}'
  answers = [401, 401].map((status) => ({ status, text }))
  const carried = bridge()
  carried.take('{"id":4,"method":"a"}')
  carried.take('{"id":4,"result":{}}')
  carried.take('')
  await carried.drained()
  expect(lines).toEqual(['{"jsonrpc":"2.0","id":4,"error":{"code":-32000,"message":"ended"}}'])
})

it('leaves it to the host what is no message', async () => {
  const carried = bridge()
  carried.take('not json')
  carried.take('[]')
  await carried.drained()
  expect(seen.map(({ body }) => body).sort()).toEqual(['[]', 'not json'])
})
