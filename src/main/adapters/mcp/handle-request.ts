import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../../ports/clock.ts'
import type { ToolBench } from '../../ports/tools.ts'
import { answerMcp, type McpIdentity } from './answer-mcp.ts'
import type { Admitted, Grants } from './grants.ts'

/** Hundreds of tasks with long briefs fit in. */
const bodyLimit = 4 * 1024 * 1024
/** How long somebody may take to read an answer, in milliseconds. */
const readingMs = 30_000
const sessionHeader = 'mcp-session-id'
export const toolsPath = '/mcp'

export interface ToolsContext {
  readonly bench: ToolBench
  readonly grants: Grants
  readonly identity: McpIdentity
  readonly clock: Clock
  readonly port: () => number
  readonly problem: (message: string, error: unknown) => void
}

interface Refused {
  readonly status: number
  readonly code: number
  readonly message: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Lets in who shows a token over loopback, and answers what it asks. */
export function handleRequests(context: ToolsContext) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    handle(context, request, response).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return
      context.problem('a tool request broke', error)
      if (response.headersSent) response.destroy()
      else refuse(response, broken)
    })
  }
}

async function handle(context: ToolsContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const door = atTheDoor(context, request)
  if ('status' in door) {
    refuse(response, door)
    return
  }
  const body = await readBody(request)
  if (body === null) {
    refuse(response, tooLarge)
    return
  }
  const parsed = parse(body)
  if (parsed === undefined) {
    refuse(response, notJson)
    return
  }
  // While it was read the session may have ended.
  if (context.grants.admit(request.headers.authorization) === null) {
    refuse(response, unknown)
    return
  }
  const end = door.allowance.take(Array.isArray(parsed) ? Math.max(1, parsed.length) : 1)
  if (end === null) {
    refuse(response, tooMany)
    return
  }
  try {
    await answer({ context, admitted: door, body: parsed }, request, response)
  } finally {
    end()
  }
}

/**
 * A relay out of a sandbox listens on a port of its own, so any port will do: what a page of another site can't do is
 * name loopback as its host, whatever its own name resolves to. Who comes in is decided by the token.
 */
const loopback = /^(127\.0\.0\.1|localhost|\[::1\]):\d{1,5}$/

function atTheDoor({ grants }: ToolsContext, request: IncomingMessage): Admitted | Refused {
  const { authorization, host, origin } = request.headers
  const named = (host ?? '').toLowerCase()
  if (!loopback.test(named) || (origin !== undefined && origin.toLowerCase() !== `http://${named}`)) return foreign
  if ((request.url ?? '').split('?', 1)[0] !== toolsPath) return notFound
  const admitted = grants.admit(authorization)
  if (admitted === null) return unknown
  // No stream beside the answers, and nothing to end: every request stands by itself.
  return request.method === 'POST' ? admitted : notAllowed
}

interface Asked {
  readonly context: ToolsContext
  readonly admitted: Admitted
  readonly body: unknown
}

async function answer(
  { admitted, body, context }: Asked,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const given = request.headers[sessionHeader]
  const connection = typeof given === 'string' ? given.slice(0, 200) : ''
  const headers = new Headers()
  for (const name of ['accept', 'content-type', 'mcp-protocol-version']) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  const url = `http://127.0.0.1:${context.port()}${toolsPath}`
  const gone = new AbortController()
  // Also closed in the end, when it no longer matters.
  response.once('close', () => gone.abort())
  const signal = AbortSignal.any([gone.signal, admitted.ended])
  const answered = await answerMcp(context, admitted, { url, headers, body, connection, signal })
  const text = await answered.text()
  // A response that is closed says so no more, and nobody is there to read.
  if (response.closed) return
  const read = context.clock.after(readingMs, () => response.destroy())
  response.once('close', read)
  response.writeHead(answered.status, {
    ...plain,
    ...(text === '' ? {} : { 'content-type': 'application/json' }),
    'content-length': Buffer.byteLength(text),
    // A client says it with every later message; a fresh connection gets a fresh one, though its calls count from 0 again.
    ...(begins(body) ? { [sessionHeader]: randomBytes(16).toString('hex') } : {}),
  })
  response.end(text)
}

function begins(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'method' in body && body.method === 'initialize'
}

/** Null for more than any message has. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit) return null
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = chunk as Buffer
    size += bytes.byteLength
    if (size > bodyLimit) return null
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const plain = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

function refuse(response: ServerResponse, { code, headers, message, status }: Refused): void {
  const text = JSON.stringify({ jsonrpc: '2.0', id: null, error: { code, message } })
  // What was not read is not waited for.
  response.writeHead(status, { ...plain, 'content-type': 'application/json', connection: 'close', ...headers })
  response.end(text)
}

const foreign = { status: 403, code: -32_000, message: 'This address or page is not one of this host.' }
const notFound = { status: 404, code: -32_000, message: `Tools are offered at ${toolsPath}.` }
const unknown = {
  status: 401,
  code: -32_000,
  message: 'No session of this host has this token, or it has ended. Tokens come with the session and end with it.',
  headers: { 'www-authenticate': 'Bearer' },
}
const notAllowed = {
  status: 405,
  code: -32_000,
  message: 'Only POST is answered: there is no stream beside the answers.',
  headers: { allow: 'POST' },
}
const tooLarge = {
  status: 413,
  code: -32_000,
  message: `A message may have ${bodyLimit} bytes. Say it in fewer words.`,
}
const notJson = { status: 400, code: -32_700, message: 'Parse error: the message is not JSON.' }
const tooMany = {
  status: 429,
  code: -32_000,
  message: 'Too many calls at once. Wait a second, then send them one after another.',
  headers: { 'retry-after': '1' },
}
const broken = { status: 500, code: -32_603, message: 'The host failed on this request. Try it once more.' }
