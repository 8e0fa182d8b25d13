import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { McpServer } from '@agentclientprotocol/sdk'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectInProcess, type Folders, makeFolders, type Running } from './testing/connect-scripted.ts'
import { mcpFixture } from './testing/mcp-fixture.ts'

let folders: Folders
let running: Running
let http: Server
let session: string
const named = (path: string) => ['$', `{${path}}`].join('')

beforeEach(async () => {
  folders = await makeFolders()
  running = await connectInProcess(folders)
  http = createServer((request, response) => {
    if (request.headers.authorization !== 'Bearer secret') {
      response.writeHead(401).end()
      return
    }
    const transport = new StreamableHTTPServerTransport()
    void mcpFixture()
      .connect(transport as unknown as Transport)
      .then(() => transport.handleRequest(request, response))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`
  const program = fileURLToPath(new URL('./testing/mcp-fixture.ts', import.meta.url))
  const servers: McpServer[] = [
    { name: 'local', command: process.execPath, args: [program], env: [] },
    { type: 'http', name: 'remote', url, headers: [{ name: 'Authorization', value: 'Bearer secret' }] },
    { type: 'http', name: 'locked', url, headers: [] },
  ]
  session = await running.client.open(folders.worktree, servers)
})

afterEach(async () => {
  await running.close()
  http.closeAllConnections()
  await new Promise((resolve) => http.close(resolve))
  await folders.remove()
})

function lastEnd() {
  return running.client.updates.findLast((update) => update.sessionUpdate === 'tool_call_update')
}

describe('mcp', () => {
  it.each(['local', 'remote'])('calls tools of a %s server and uses what they answered', async (server) => {
    await running.client.steps(
      session,
      `- mcp: {server: ${server}, tool: add, args: {a: 2, b: 3}, save: r}
- mcp: {server: ${server}, tool: add, args: {a: "${named('r.sum')}", b: 1}, save: s}
- mcp: {server: ${server}, tool: echo, args: {text: "${named('s.sum')}"}, save: t}
- say: "${named('r.sum')} ${named('r.parts.1.b')} ${named('s.sum')} ${named('t')} ${named('t.content.0.text')} ${named('u')}"`,
    )
    expect(running.client.said).toBe(`5 3 6 6 6 ${named('u')}`)
    await running.client.agent.request('session/load', { sessionId: session, cwd: folders.worktree, mcpServers: [] })
    await running.client.steps(session, `- say: "later ${named('r.sum')}"`)
    expect(running.client.said.endsWith('later 5')).toBe(true)
  })

  it.each([
    ['remote', 'break', 'broken'],
    ['none', 'echo', 'no MCP server named none'],
    ['locked', 'echo', 'The MCP server locked failed'],
  ])('takes an error of %s %s as a failure, or as an answer where told', async (server, tool, message) => {
    await running.client.steps(session, `- mcp: {server: ${server}, tool: ${tool}, save: a}\n- say: "${named('a')}"`)
    expect(lastEnd()).toMatchObject({ status: 'failed' })
    expect(running.client.said).toBe(named('a'))
    await running.client.steps(
      session,
      `- mcp: {server: ${server}, tool: ${tool}, save: a, error: any}\n- say: "${named('a')}"`,
    )
    expect(lastEnd()).toMatchObject({ status: 'completed' })
    expect(running.client.said).toContain(message)
  })

  it('is cancelled while a tool waits', async () => {
    const turn = running.client.steps(session, '- mcp: {server: remote, tool: wait, save: w}\n- say: never')
    await running.client.until(() => running.client.updates.length >= 2)
    await running.client.cancel(session)
    expect(await turn).toEqual({ stopReason: 'cancelled' })
    expect(running.client.said).toBe('')
  })
})
