import { createHash } from 'node:crypto'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import type { ToolAnswer, ToolBench } from '../../ports/tools.ts'
import type { Admitted } from './grants.ts'

export interface McpRequest {
  readonly url: string
  readonly headers: Headers
  readonly body: unknown
  /** The client's name for its connection; what it calls the same under another one is another call. */
  readonly connection: string
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

export interface McpIdentity {
  readonly name: string
  readonly version: string
}

/** Loaded with the first request: a host that only shows its board doesn't read the whole protocol. */
const loadProtocol = () =>
  Promise.all([
    import('@modelcontextprotocol/sdk/server/index.js'),
    import('@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'),
    import('@modelcontextprotocol/sdk/types.js'),
  ])

/** Answers one message, or a few, with a server of its own: nothing is kept between requests. */
export async function answerMcp(
  context: { readonly bench: ToolBench; readonly identity: McpIdentity },
  admitted: Admitted,
  request: McpRequest,
): Promise<Response> {
  const [{ Server }, { WebStandardStreamableHTTPServerTransport }, types] = await loadProtocol()
  const { bench, identity } = context
  const { thread } = admitted
  const server = new Server(
    { ...identity, title: 'Switchyard' },
    { capabilities: { tools: {} }, instructions: bench.instructions(thread) },
  )
  server.setRequestHandler(types.ListToolsRequestSchema, () => ({ tools: bench.list(thread).map(described) }))
  server.setRequestHandler(types.CallToolRequestSchema, async ({ params }, { requestId }) => {
    const input = params.arguments ?? {}
    const key = keyOf([admitted.id, request.connection, requestId, params.name, input])
    const answer = await bench.call(thread, { name: params.name, input, key, signal: request.signal })
    if (answer !== null) return resultOf(answer)
    const names = bench.list(thread).map(({ name }) => name)
    const offered = names.length === 0 ? 'none now' : names.join(', ')
    throw new types.McpError(types.ErrorCode.InvalidParams, `This thread has no tool of that name. It has: ${offered}.`)
  })
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
  try {
    await server.connect(transport)
    const { body, headers, url } = request
    return await transport.handleRequest(new Request(url, { method: 'POST', headers }), { parsedBody: body })
  } finally {
    await server.close()
  }
}

function described({ description, inputSchema, name, title }: ReturnType<ToolBench['list']>[number]) {
  return { name, title, description, inputSchema: inputSchema as JsonObject & { type: 'object' } }
}

/** No structured content: clients that know it show their agent nothing else of the answer, and messages would be lost. */
function resultOf({ beside, isError, text }: ToolAnswer) {
  const texts = beside === undefined ? [text] : [text, beside]
  return { isError, content: texts.map((one) => ({ type: 'text' as const, text: one })) }
}

function keyOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32)
}
