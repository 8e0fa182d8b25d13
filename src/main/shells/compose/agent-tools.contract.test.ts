import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import { Scope } from '../../../shared/kernel/scope.ts'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { serveTools } from '../../adapters/mcp/serve-tools.ts'
import { BusBench } from '../../bus/testing/bus-bench.ts'
import type { ToolServer } from '../../ports/tools.ts'

let scope: Scope
let bus: BusBench
let server: ToolServer

beforeEach(async () => {
  scope = new Scope()
  bus = await BusBench.open(['a', 'b', 'd'])
  await bus.introduce('a', 'b')
  for (const thread of ['a', 'b']) await bus.call(thread, 'read_inbox')
  const problem = (message: string, error: unknown) => expect.fail(`${message}: ${String(error)}`)
  const served = await serveTools({ bench: bus.bench, name: 'switchyard', version: '1', clock: systemClock, problem })
  if (!served.ok) throw new Error(served.error.message)
  server = scope.own(served.value, (opened) => opened.close())
})

afterEach(() => scope.close())

async function enter(thread: string): Promise<Client> {
  const { token, url } = server.grant(thread as ThreadId)
  const requestInit = { headers: { authorization: `Bearer ${token}` } }
  const client = scope.own(new Client({ name: 'test', version: '1' }), (open) => open.close())
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }) as unknown as Transport)
  return client
}

async function textsOf(client: Client, name: string, input: Record<string, unknown> = {}): Promise<readonly string[]> {
  const { content } = await client.callTool({ name, arguments: input })
  return (content as readonly { readonly text: string }[]).map(({ text }) => text)
}

it('carries messages between two threads, each under the name of its own token', async () => {
  const [a, b] = [await enter('a'), await enter('b')]
  const [sent] = await textsOf(a, 'send_message', { to: 'b', text: 'I take src/a.ts.' })
  expect(JSON.parse(sent ?? '')).toMatchObject({ to: 'b', state: 'accepted' })
  const [list, mail] = await textsOf(b, 'task_list')
  expect(list).toBe('{"items":[]}')
  expect(mail).toContain('from “The a part” (thread a)')
  expect(mail).toContain('\n> I take src/a.ts.')
})

it.each(['by', 'from', 'thread', 'as'])('refuses to say in %s who speaks', async (field) => {
  const b = await enter('b')
  const [said] = await textsOf(b, 'send_message', { to: 'a', text: 'Hello.', [field]: 'a' })
  expect(said).toContain(`${field} is no known field`)
  expect(bus.engine.model.mailbox.get('a')?.waiting).toBe(0)
})

it('hands a thread nothing that is another’s, whatever it asks for', async () => {
  const [a, b, d] = [await enter('a'), await enter('b'), await enter('d')]
  await textsOf(a, 'send_message', { to: 'b', text: 'For b alone.' })
  expect(await textsOf(a, 'read_inbox')).toEqual(['{"read":0,"left":0}'])
  expect(await textsOf(a, 'read_inbox', { thread: 'b' })).toEqual([expect.stringContaining('no known field')])
  await expect(textsOf(d, 'read_inbox')).rejects.toThrow('no tool of that name')
  await expect(textsOf(d, 'send_message', { to: 'b', text: 'Hello.' })).rejects.toThrow('no tool of that name')
  expect((await textsOf(b, 'read_inbox'))[1]).toContain('For b alone.')
})

it('ends a question that waits with the session of who asked', async () => {
  const grant = server.grant('a' as ThreadId)
  const headers = {
    authorization: `Bearer ${grant.token}`,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  }
  const params = { name: 'ask_peer', arguments: { to: 'b', question: 'What is yours?' } }
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })
  const asked = fetch(grant.url, { method: 'POST', headers, body })
  await bus.engine.when((model) => [...model.message.within('b')].find(({ kind }) => kind === 'question'))
  grant.revoke()
  expect(await (await asked).text()).toContain('no-answer-yet')
  expect(bus.clock.pending()).toBe(0)
})
