import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseJson } from '../../../../shared/kernel/parse-json.ts'
import { control, controlPath } from './control.ts'
import { answer, type WireAnswer } from './routes.ts'
import { Shapes } from './shapes.ts'
import type { ForgeWorld, Trouble } from './world.ts'

export interface FakeGithub {
  /** `http://127.0.0.1:PORT`. */
  readonly base: string
  readonly world: ForgeWorld
  close(): Promise<void>
}

interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** A forge on loopback that answers as the published description of GitHub's REST interface says. */
export async function startFakeGithub(world: ForgeWorld): Promise<FakeGithub> {
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      serve({ world, shapes: new Shapes(world, { api: at, pages: 'https://github.com' }), at }, request, {
        response,
        body,
      })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    world,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

interface Room {
  readonly world: ForgeWorld
  readonly shapes: Shapes
  readonly at: string
}

function serve(
  room: Room,
  request: IncomingMessage,
  { body, response }: { readonly response: ServerResponse; readonly body: string },
): void {
  const { world } = room
  const url = new URL(request.url ?? '/', room.at)
  if (url.pathname === controlPath) {
    send(response, { headers: { 'content-type': 'application/json' }, ...control(world, parseJson(body)) })
    return
  }
  const trouble = world.troubles.shift()
  const authorization = request.headers.authorization ?? null
  const note = (status: number) =>
    world.asked.push({
      method: request.method ?? 'GET',
      path: `${url.pathname}${url.search}`,
      status,
      counted: status !== 304,
      authorization,
    })
  if (trouble?.kind === 'silent' || trouble?.kind === 'cut') {
    note(0)
    if (trouble.kind === 'cut') response.writeHead(200, { 'content-length': '1000' }).write('[{')
    if (trouble.kind === 'cut') setImmediate(() => response.destroy())
    return
  }
  const reply = trouble === undefined ? replyTo(room, request, { url, body }) : troubled(world, trouble)
  note(reply.status)
  if (reply.status !== 304) world.rate.used += 1
  send(response, { ...reply, headers: { ...standing(world), ...reply.headers } })
}

function replyTo(
  { at, shapes, world }: Room,
  request: IncomingMessage,
  { body, url }: { readonly url: URL; readonly body: string },
): Reply {
  const token = /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const login = token === undefined ? undefined : world.tokens.get(token)
  if (login === undefined) return { status: 401, headers: {}, body: { message: 'Bad credentials', status: '401' } }
  const parts = url.pathname.split('/').filter((part) => part !== '')
  const found = answer(world, shapes, {
    method: request.method ?? 'GET',
    parts: parts.map(decodeURIComponent),
    query: url.searchParams,
    body: parseJson(body),
    login,
  })
  const { headers, ...page } = pageOf(found, new URL(`${at}${url.pathname}${url.search}`))
  if (page.status !== 200) return { headers, ...page }
  const etag = `W/"${createHash('sha256').update(JSON.stringify(page.body)).digest('hex')}"`
  if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag }, body: null }
  return { status: 200, headers: { ...headers, etag }, body: page.body }
}

function pageOf(found: WireAnswer, url: URL): Reply {
  if (!('total' in found)) return { headers: {}, ...found }
  const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 30))
  const page = Number(url.searchParams.get('page') ?? 1)
  const rows = found.page((page - 1) * size, page * size)
  const body = found.wrap?.(rows, found.total) ?? rows
  const pages = Math.ceil(found.total / size)
  const link = (to: number, rel: string) => {
    url.searchParams.set('page', String(to))
    return `<${url.href}>; rel="${rel}"`
  }
  if (page >= pages) return { status: 200, headers: {}, body }
  return { status: 200, headers: { link: [link(page + 1, 'next'), link(pages, 'last')].join(', ') }, body }
}

function troubled(world: ForgeWorld, trouble: Exclude<Trouble, { readonly kind: 'silent' | 'cut' }>): Reply {
  const message = { message: 'You have exceeded a secondary rate limit', status: '403' }
  switch (trouble.kind) {
    case 'status':
      return { status: trouble.status, headers: trouble.headers ?? {}, body: { message: 'As told' } }
    case 'rate-limit': {
      const reset = String(Math.ceil(world.now() / 1000) + trouble.seconds)
      const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }
      return { status: 403, headers, body: { message: 'API rate limit exceeded', status: '403' } }
    }
    case 'secondary-limit':
      return { status: 403, headers: { 'retry-after': String(trouble.seconds) }, body: message }
    case 'garbage':
      return { status: 200, headers: { 'content-type': 'text/html' }, body: trouble.body }
  }
}

function standing(world: ForgeWorld): Record<string, string> {
  const { limit, used } = world.rate
  return {
    'content-type': 'application/json; charset=utf-8',
    date: new Date(world.now()).toUTCString(),
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(0, limit - used)),
    'x-ratelimit-reset': String(Math.ceil(world.now() / 1000) + 3600),
    'x-github-request-id': 'FAKE:0001',
  }
}

function send(response: ServerResponse, { body, headers, status }: Reply): void {
  response.writeHead(status, headers)
  if (status === 304) response.end()
  else response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}
