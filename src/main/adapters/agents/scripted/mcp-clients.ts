import type { McpServer } from '@agentclientprotocol/sdk'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import type { JsonObject, JsonValue } from '../../../../shared/kernel/json.ts'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import { asText, type SavedAnswer } from './replace.ts'

/** Servers may wait for a person or a peer, so the limit is generous; cancelling the turn ends a call before. */
const CALL_LIMIT_MS = 3_600_000

export interface McpCall {
  readonly server: string
  readonly tool: string
  readonly args: JsonObject
  readonly signal: AbortSignal
}

export interface McpAnswer extends SavedAnswer {
  readonly isError: boolean
}

/** The MCP servers of one session, each connected at its first call. */
export class McpClients {
  readonly #servers: readonly McpServer[]
  readonly #cwd: string
  readonly #clients = new Map<string, Promise<Client>>()

  constructor(servers: readonly McpServer[], cwd: string) {
    this.#servers = servers
    this.#cwd = cwd
  }

  /** The error is a sentence about why the server could not be asked. */
  async call(call: McpCall): Promise<Result<McpAnswer, string>> {
    const server = this.#servers.find((candidate) => candidate.name === call.server)
    if (server === undefined) {
      const names = this.#servers.map((candidate) => candidate.name).join(', ') || 'none'
      return err(`This session has no MCP server named ${call.server} (it has: ${names}).`)
    }
    try {
      const client = await this.#client(server)
      const args = await matchTextArguments(client, call)
      const options = { signal: call.signal, timeout: CALL_LIMIT_MS }
      const result = await client.callTool({ name: call.tool, arguments: args }, undefined, options)
      return ok(toAnswer(result as unknown as JsonObject))
    } catch (error) {
      return err(`The MCP server ${call.server} failed: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  async close(): Promise<void> {
    const clients = [...this.#clients.values()]
    this.#clients.clear()
    await Promise.allSettled(clients.map(async (client) => (await client).close()))
  }

  #client(server: McpServer): Promise<Client> {
    const open = this.#clients.get(server.name) ?? this.#connect(server)
    this.#clients.set(server.name, open)
    return open
  }

  async #connect(server: McpServer): Promise<Client> {
    const client = new Client({ name: 'switchyard-scripted', version: '1.0.0' })
    const forget = () => this.#clients.delete(server.name)
    client.onclose = forget
    try {
      await client.connect(openTransport(server, this.#cwd))
      return client
    } catch (error) {
      forget()
      throw error
    }
  }
}

function openTransport(server: McpServer, cwd: string): Transport {
  if (!('type' in server)) {
    const given = Object.fromEntries(server.env.map(({ name, value }) => [name, value]))
    const env = { ...getDefaultEnvironment(), ...given }
    return new StdioClientTransport({ command: server.command, args: server.args, env, cwd, stderr: 'inherit' })
  }
  if (server.type === 'sse') throw new Error('the SSE transport is not supported')
  const headers = Object.fromEntries(server.headers.map(({ name, value }) => [name, value]))
  // Its optional fields don't admit undefined where those of the interface do; it is the same thing at run time.
  return new StreamableHTTPClientTransport(new URL(server.url), { requestInit: { headers } }) as unknown as Transport
}

/** A replaced argument has the type of what was saved; where the tool wants text, it becomes text. */
async function matchTextArguments(client: Client, { tool, args }: McpCall): Promise<Record<string, unknown>> {
  const suspects = Object.entries(args).filter(([, value]) => typeof value !== 'string')
  if (suspects.length === 0 || client.getServerCapabilities()?.tools === undefined) return { ...args }
  const { tools } = await client.listTools()
  const wanted = tools.find((candidate) => candidate.name === tool)?.inputSchema.properties ?? {}
  const asked = (name: string) => (wanted[name] as { readonly type?: unknown } | undefined)?.type
  const texts = suspects.flatMap(([name, value]) =>
    value !== undefined && asked(name) === 'string' ? [[name, asText(value)]] : [],
  )
  return { ...args, ...Object.fromEntries(texts) }
}

function toAnswer(result: JsonObject): McpAnswer {
  const parts = Array.isArray(result.content) ? (result.content as readonly JsonObject[]) : []
  const texts = parts.flatMap((part) => (typeof part.text === 'string' ? [part.text] : []))
  return { value: result.structuredContent ?? answerIn(texts), result, isError: result.isError === true }
}

/** What a server hands over beside its answer is no part of a value that comes first. */
function answerIn(texts: readonly string[]): JsonValue {
  const first = parseContainer(texts[0] ?? '')
  return typeof first === 'string' ? parseContainer(texts.join('\n')) : first
}

/** Text that is a JSON object or list can be looked into; any other text stays text. */
function parseContainer(text: string): JsonValue {
  if (!/^\s*[[{]/.test(text)) return text
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return text
  }
}
