import { connect } from 'node:net'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import { Scope } from '../../../shared/kernel/scope.ts'
import type { ToolAccess, ToolGrant, ToolServer } from '../../ports/tools.ts'
import { programs } from '../../shells/compose/programs.ts'
import { systemClock } from '../clock/system-clock.ts'
import { serveTools } from './serve-tools.ts'
import { ListedBench } from './testing/listed-bench.ts'

const one = 'one' as ThreadId
const other = 'other' as ThreadId

let scope: Scope
let bench: ListedBench
let server: ToolServer
let grant: ToolGrant
let problems: string[]

/** Opens the door of this test. `arrivalMs`: how long a message may be under way. */
async function serve(arrivalMs: number): Promise<void> {
  const problem = (message: string, error: unknown) => void problems.push(`${message}: ${String(error)}`)
  const served = await serveTools({ bench, name: 'switchyard', version: '1', clock: systemClock, problem, arrivalMs })
  if (!served.ok) throw new Error(served.error.message)
  server = scope.own(served.value, (opened) => opened.close())
  grant = server.grant(one)
}

beforeEach(async () => {
  scope = new Scope()
  problems = []
  bench = new ListedBench({ one: ['report'], other: ['report', 'submit_plan'] })
  // Longer than a crowded machine needs for a thousand messages at once.
  await serve(60_000)
})

afterEach(async () => {
  await scope.close()
  expect(problems).toEqual([])
})

const doors = {
  http: ({ token, url }: ToolAccess) => {
    const headers = { authorization: `Bearer ${token}` }
    return new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }) as unknown as Transport
  },
  bridge: ({ token, url }: ToolAccess) =>
    new StdioClientTransport({
      command: programs.node,
      args: [programs.toolsBridge],
      env: { SWITCHYARD_TOOLS_URL: url, SWITCHYARD_TOOLS_TOKEN: token },
    }),
}

async function enter(door: keyof typeof doors, access: ToolAccess = grant): Promise<Client> {
  const client = scope.own(new Client({ name: 'test', version: '1' }), (open) => open.close())
  await client.connect(doors[door](access))
  return client
}

describe.each(['http', 'bridge'] as const)('over %s, with the client of the official library', (door) => {
  it('shows a thread its own tools and answers its calls', async () => {
    const client = await enter(door)
    expect(client.getServerVersion()).toMatchObject({ name: 'switchyard' })
    expect(client.getInstructions()).toBe('For one.')
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['report'])
    const answer = await client.callTool({ name: 'report', arguments: { text: 'a “quoted” line\nand another' } })
    expect(answer).toMatchObject({ isError: false, content: [{ text: '{"text":"a “quoted” line\\nand another"}' }] })
    expect(bench.calls).toMatchObject([{ thread: 'one', call: { name: 'report' } }])
    await client.ping()
  })

  it('refuses a tool of another role, and names those that are there', async () => {
    const client = await enter(door)
    const call = client.callTool({ name: 'submit_plan', arguments: {} })
    await expect(call).rejects.toThrow('This thread has no tool of that name. It has: report.')
    expect(bench.calls).toEqual([])
  })

  it('tells calls apart, also those of a client that counts from the beginning', async () => {
    for (const client of [await enter(door), await enter(door)]) {
      await client.callTool({ name: 'report', arguments: { text: 'a' } })
      await client.callTool({ name: 'report', arguments: { text: 'a' } })
    }
    expect(new Set(bench.calls.map(({ call }) => call.key)).size).toBe(4)
  })

  it('lets nobody in whose session has ended', async () => {
    const client = await enter(door)
    grant.revoke()
    await expect(client.listTools()).rejects.toThrow(/Tokens come with the session|401/)
    const stays = await enter(door, server.grant(one))
    expect((await stays.listTools()).tools).toHaveLength(1)
  })

  it('shows another thread what that one may', async () => {
    const client = await enter(door, server.grant(other))
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['report', 'submit_plan'])
  })
})

interface Raw {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly path?: string
}

const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
const callOf = (id: number, params: object) => ({ jsonrpc: '2.0', id, method: 'tools/call', params })

async function ask({ body = JSON.stringify(list), headers = {}, method = 'POST', path = '' }: Raw = {}) {
  const all = {
    authorization: `Bearer ${grant.token}`,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...headers,
  }
  const sent = { method, headers: all, ...(method === 'POST' ? { body } : {}) }
  const response = await fetch(path === '' ? grant.url : new URL(path, grant.url), sent)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** What fetch doesn't let one write. */
function write(text: string, port = Number(new URL(grant.url).port)): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.setEncoding('utf8').on('data', (chunk) => {
      answer += String(chunk)
    })
    socket.once('error', reject).once('close', () => resolve(answer))
    socket.write(text)
  })
}

describe('who is turned away', () => {
  it('is told 200 when nothing is wrong', async () => {
    expect((await ask()).status).toBe(200)
  })

  it.each<[string, Raw, number]>([
    ['no token', { headers: { authorization: '' } }, 401],
    ['another kind of proof', { headers: { authorization: 'Basic eDp5' } }, 401],
    ['a token nobody was given', { headers: { authorization: 'Bearer AAAA.BBBB' } }, 401],
    ['a foreign page', { headers: { origin: 'http://evil.example' } }, 403],
    ['a page without an address', { headers: { origin: 'null' } }, 403],
    ['another path', { path: '/' }, 404],
    ['a stream', { method: 'GET' }, 405],
    ['an end', { method: 'DELETE' }, 405],
    ['no JSON', { body: '{' }, 400],
    ['no message', { body: '{"hello":1}' }, 400],
    ['another kind of content', { headers: { 'content-type': 'text/plain' } }, 415],
    ['an unknown version', { headers: { 'mcp-protocol-version': '1999-01-01' } }, 400],
    ['a huge body', { body: JSON.stringify({ ...list, params: { pad: 'x'.repeat(5_000_000) } }) }, 413],
    ['a huge batch', { body: JSON.stringify(Array.from({ length: 101 }, () => list)) }, 429],
  ])('%s', async (_what, request, status) => {
    const answer = await ask(request)
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.text)).toMatchObject({ error: { message: expect.stringMatching(/\S/) } })
    expect(bench.calls).toEqual([])
  })

  it('a token with another secret, as slowly as one with another name', async () => {
    const [id] = grant.token.split('.')
    const [, secret] = server.grant(other).token.split('.')
    expect((await ask({ headers: { authorization: `Bearer ${id}.${secret}` } })).status).toBe(401)
  })

  it.each([
    'evil.example',
    'evil.example:80',
    'localhost.evil.example:80',
    '127.0.0.1.evil.example:80',
    '127.0.0.1@evil.example:80',
    '10.0.0.1:80',
    '127.0.0.1',
    '',
  ])('a host named %j', async (host) => {
    const body = JSON.stringify(list)
    const head = `POST /mcp HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${grant.token}\r\nContent-Length: ${body.length}\r\n`
    expect(await write(`${head}Connection: close\r\n\r\n${body}`)).toMatch(/^HTTP\/1\.1 40[03]/)
  })

  it('who sends slowly, without holding up anybody else', async () => {
    await serve(1000)
    const head = `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:${new URL(grant.url).port}\r\nAuthorization: Bearer ${grant.token}\r\n`
    const slow = write(`${head}Content-Length: 1000\r\n\r\n{`)
    expect((await ask()).status).toBe(200)
    expect(await slow).toMatch(/^(HTTP\/1\.1 408|$)/)
  })

  it('a session while its message arrives', async () => {
    const body = JSON.stringify(callOf(1, { name: 'report' }))
    const { host, port } = new URL(grant.url)
    const head = `POST /mcp HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${grant.token}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`
    const socket = connect(Number(port), '127.0.0.1')
    let answer = ''
    socket.setEncoding('utf8').on('data', (chunk) => {
      answer += String(chunk)
    })
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    await new Promise<void>((resolve) => socket.write(head, () => resolve()))
    await ask()
    grant.revoke()
    socket.write(body)
    await closed
    expect(answer).toMatch(/^HTTP\/1\.1 401/)
    expect(bench.calls).toEqual([])
  })
})

describe('what is kept within bounds', () => {
  it('a thousand calls, a hundred of them at once', async () => {
    const second = server.grant(other)
    const begun = performance.now()
    // No more than there may be connections: who is beyond those gets no answer at all.
    const lanes = Array.from({ length: 100 }, async (_, lane) => {
      const statuses: number[] = []
      for (let call = 0; call < 10; call += 1) {
        const params = { name: 'report', arguments: { text: `${lane} ${call}` } }
        statuses.push((await ask({ body: JSON.stringify(callOf(lane * 10 + call, params)) })).status)
      }
      return statuses
    })
    const mine = ask({ headers: { authorization: `Bearer ${second.token}` } })
    const statuses = (await Promise.all(lanes)).flat()
    expect((await mine).status).toBe(200)
    expect(new Set(statuses)).toEqual(new Set([200, 429]))
    const taken = statuses.filter((status) => status === 200).length
    expect(taken).toBe(bench.calls.length)
    // What it may send at once, and what it gains by the second.
    expect(taken).toBeLessThanOrEqual(100 + 20 * Math.ceil((performance.now() - begun) / 1000))
  })

  it('calls of one session that take long', async () => {
    const gate = Promise.withResolvers<void>()
    bench.until = gate.promise
    const calls = Array.from({ length: 17 }, (_, id) => ask({ body: JSON.stringify(callOf(id, { name: 'report' })) }))
    expect((await Promise.race(calls)).status).toBe(429)
    gate.resolve()
    expect((await Promise.all(calls)).filter(({ status }) => status === 200)).toHaveLength(16)
  })

  it.each(['the client leaves', 'its session ends'])('a call that waits, when %s', async (how) => {
    const gate = Promise.withResolvers<void>()
    bench.until = gate.promise
    const leaving = new AbortController()
    const headers = {
      authorization: `Bearer ${grant.token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    }
    const body = JSON.stringify(callOf(1, { name: 'report' }))
    const asked = fetch(grant.url, { method: 'POST', headers, body, signal: leaving.signal }).catch(() => null)
    const { call } = await bench.called()
    expect(call.signal.aborted).toBe(false)
    const told = new Promise<void>((resolve) => call.signal.addEventListener('abort', () => resolve(), { once: true }))
    if (how === 'its session ends') grant.revoke()
    else leaving.abort()
    await told
    gate.resolve()
    await asked
  })

  it('what a name of a field may do', async () => {
    const call = '{"name":"report","arguments":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}'
    const body = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${call},"__proto__":{"polluted":1}}`
    const answer = await ask({ body })
    expect(answer.status).toBeLessThan(500)
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  it('a call that is sent again is the same call', async () => {
    const headers = { 'mcp-session-id': 'a' }
    const call = (id: number, text: string) =>
      ask({ headers, body: JSON.stringify(callOf(id, { name: 'report', arguments: { text } })) })
    await call(7, 'a')
    await call(7, 'a')
    await call(7, 'b')
    await call(8, 'a')
    const [first, again, changed, next] = bench.calls.map(({ call: { key } }) => key)
    expect(again).toBe(first)
    expect(new Set([first, changed, next]).size).toBe(3)
  })
})
