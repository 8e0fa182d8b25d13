import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createManualClock } from '../../ports/testing/manual-clock.ts'
import { connectHost } from '../../shells/attach/host-client.ts'
import { serveWebSocket, type WebServer } from '../serve-web-socket.ts'
import { type HostFixture, hostFixture } from '../testing/host-fixture.ts'

const hostToken = 'the-token-of-the-data-folder'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

describe('the loopback server', () => {
  const clock = createManualClock()
  let folder: string
  let fixture: HostFixture
  let server: WebServer
  const problems: string[] = []

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchyard-page-'))
    const page = join(folder, 'page')
    await mkdir(join(page, 'assets'), { recursive: true })
    await writeFile(join(page, 'index.html'), '<!doctype html><title>Page</title>')
    await writeFile(join(page, 'assets/index-abc.js'), 'export {}')
    await writeFile(join(page, '.hidden.json'), '{}')
    await writeFile(join(folder, 'secret.txt'), 'secret')
    await symlink(join(folder, 'secret.txt'), join(page, 'link.txt'))
    fixture = await hostFixture({ clock })
    const problem = (message: string) => void problems.push(message)
    const served = await serveWebSocket(fixture.gateway, { host: '127.0.0.1', port: 0, hostToken, page, problem })
    if (!served.ok) throw new Error(served.error.message)
    server = served.value
  })

  afterEach(async () => {
    await server.close()
    await fixture.scope.close()
    await rm(folder, { recursive: true })
    expect(problems.splice(0)).toEqual([])
  })

  function ask(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
    const { method = 'GET', headers = {}, body } = options
    return new Promise<Answer>((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  }

  const redeem = (code: string, headers: Record<string, string> = {}) =>
    ask('/session', { method: 'POST', headers, body: JSON.stringify({ code }) })

  const freshCode = () => new URL(server.link()).hash.replace('#code=', '')

  /** How a socket that sends `first` ends: the refused upgrade's status, the close code, or 'welcome'. */
  function knock(first: string | Buffer | null, headers: Record<string, string> = {}, path = '/rpc') {
    return new Promise<number | string>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers })
      socket.on('unexpected-response', (_request, response) => {
        resolve(response.statusCode ?? 0)
        response.destroy()
      })
      socket.on('error', () => resolve('error'))
      socket.on('open', () => (first === null ? undefined : socket.send(first)))
      socket.on('close', (code) => resolve(code))
      socket.on('message', (data) => {
        resolve(String(data).includes('welcome') ? 'welcome' : 'something else')
        socket.close()
      })
    })
  }

  const greeting = JSON.stringify({ token: hostToken })

  it('serves the page with headers that forbid everything else', async () => {
    const answer = await ask('/')
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.headers['cache-control']).toBe('no-cache')
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'; script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect((await ask('/assets/index-abc.js')).headers['cache-control']).toContain('immutable')
    expect(await ask('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
  })

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '//etc/passwd',
    '/assets\\..\\..\\secret.txt',
    '/link.txt',
    '/.hidden.json',
    '/assets',
    '/assets/',
    '/index.html%00.js',
    '/nothing.js',
  ])('does not serve %s', async (path) => {
    const answer = await ask(path)
    expect(answer.status).toBe(404)
    expect(answer.body).not.toContain('secret')
    expect(answer.headers['content-security-policy']).toBeDefined()
  })

  it.each([
    ['another name (rebinding)', { host: 'evil.example' }],
    ['another name with our port', { host: 'evil.example:PORT' }],
    ['another port', { host: '127.0.0.1:1' }],
    ['a name that begins like ours', { host: 'localhost.evil.example:PORT' }],
    ['another origin', { origin: 'http://evil.example' }],
    ['another port of this machine as origin', { origin: 'http://127.0.0.1:1' }],
    ['an opaque origin', { origin: 'null' }],
    ['our name under https', { origin: 'https://127.0.0.1:PORT' }],
  ])('turns away %s', async (_what, given) => {
    const entries = Object.entries(given).map(([key, value]) => [key, value.replace('PORT', String(server.port))])
    const headers: Record<string, string> = Object.fromEntries(entries)
    expect((await ask('/', { headers })).status).toBe(403)
    const code = freshCode()
    expect((await redeem(code, headers)).status).toBe(403)
    expect(await knock(greeting, headers)).toBe(403)
    expect((await redeem(code)).status).toBe(200)
  })

  it.each(['localhost:PORT', '[::1]:PORT', '127.0.0.1:PORT'])('is also reached as %s', async (name) => {
    const host = name.replace('PORT', String(server.port))
    expect((await ask('/', { headers: { host, origin: `http://${host}` } })).status).toBe(200)
  })

  it('gives one session for a code', async () => {
    const code = freshCode()
    const first = await redeem(code)
    expect(first.status).toBe(200)
    expect(first.headers['cache-control']).toBe('no-store')
    const { token } = JSON.parse(first.body) as { token: string }
    expect(token).not.toContain(hostToken)
    expect(await knock(JSON.stringify({ token }))).toBe('welcome')
    const second = await redeem(code)
    expect(second.status).toBe(401)
    expect(JSON.parse(second.body)).toMatchObject({ code: 'code-invalid', remedy: expect.any(String) })
  })

  it.each([
    ['a wrong token', JSON.stringify({ token: 'wrong' })],
    ['an empty token', JSON.stringify({ token: '' })],
    ['a dot', JSON.stringify({ token: '.' })],
    ['no token', '{}'],
    ['no object', 'null'],
    ['no JSON', 'hello'],
    ['a request before the token', JSON.stringify({ i: '1', p: { u: '/host/info' } })],
    ['a very long token', JSON.stringify({ token: 'x'.repeat(5000) })],
    ['bytes', Buffer.from(greeting)],
  ])('closes the socket on %s', async (_what, first) => {
    expect(await knock(first)).toBe(4401)
    expect(fixture.gateway.clientCount()).toBe(0)
  })

  it('does not take a session token with another name', async () => {
    const { token } = JSON.parse((await redeem(freshCode())).body) as { token: string }
    const [, proof] = token.split('.')
    expect(await knock(JSON.stringify({ token: `other.${proof}` }))).toBe(4401)
  })

  it('closes a socket that says nothing for 5 seconds', async () => {
    const ended = knock(null)
    const before = clock.pending()
    while (clock.pending() === before) await new Promise((resolve) => setImmediate(resolve))
    clock.advance(4999)
    expect(fixture.gateway.clientCount()).toBe(0)
    clock.advance(1)
    expect(await ended).toBe(4401)
  })

  it('stops looking at tokens and codes after ten failures in a second', async () => {
    for (let at = 0; at < 10; at += 1) expect((await redeem('wrong')).status).toBe(401)
    const code = freshCode()
    expect((await redeem(code)).status).toBe(429)
    expect(await knock(greeting)).toBe(429)
    clock.advance(1000)
    expect((await redeem(code)).status).toBe(200)
    expect(await knock(greeting)).toBe('welcome')
  })

  it('knows no other paths and methods', async () => {
    expect(await knock(greeting, {}, '/other')).toBe(404)
    expect((await ask('/session')).status).toBe(405)
    expect((await ask('/', { method: 'DELETE' })).status).toBe(405)
    expect((await ask('/session', { method: 'POST', body: 'x'.repeat(10_000) })).status).toBe(401)
  })

  it.each([
    ['an oversized message', 'x'.repeat(16 * 1024 * 1024 + 1), 1009],
    ['no JSON', 'hello', 4400],
    ['JSON that is no request', '[1]', 4400],
    ['a request without an address', JSON.stringify({ i: '1', p: {} }), 4400],
    ['a request to elsewhere', JSON.stringify({ i: '1', p: { u: 'http://evil.example/' } }), 4400],
    ['bytes', Buffer.from('{}'), 4400],
  ])('ends the connection after %s', async (_what, message, expected) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/rpc`)
    const ended = new Promise<number>((resolve) => socket.on('close', resolve))
    socket.on('open', () => socket.send(greeting))
    socket.once('message', () => socket.send(message))
    expect(await ended).toBe(expected)
  })

  it('takes no more than 64 sockets', async () => {
    for (let at = 0; at < 64; at += 1) {
      expect((await connectHost({ url: server.address, token: hostToken })).ok).toBe(true)
    }
    expect(fixture.gateway.clientCount()).toBe(64)
    expect(await knock(greeting)).toBe(503)
  })

  it('ends a socket that does not answer a ping before the next', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/rpc`, { autoPong: false })
    const pinged = new Promise((resolve) => socket.on('ping', resolve))
    const ended = new Promise<number>((resolve) => socket.on('close', resolve))
    await new Promise((resolve) => {
      socket.on('open', () => socket.send(greeting))
      socket.once('message', resolve)
    })
    const alive = await connectHost({ url: server.address, token: hostToken })
    clock.advance(15_000)
    await pinged
    if (!alive.ok) throw new Error(alive.error.message)
    await alive.value.api.host.info()
    clock.advance(15_000)
    expect(await ended).toBe(1006)
    expect((await alive.value.api.host.info()).host).toBe('log-1')
  })

  it('tells the command line why it is not let in', async () => {
    const wrong = await connectHost({ url: server.address, token: 'wrong' })
    expect(wrong).toMatchObject({ ok: false, error: { code: 'token-refused' } })
    const nobody = await connectHost({ url: 'http://127.0.0.1:1', token: hostToken })
    expect(nobody).toMatchObject({ ok: false, error: { code: 'host-unreachable' } })
  })

  it('says that a port is taken and what to do', async () => {
    const options = { host: '127.0.0.1', port: server.port, hostToken, page: null, problem: () => undefined }
    const second = await serveWebSocket(fixture.gateway, options)
    expect(second).toMatchObject({ ok: false, error: { code: 'port-taken', facts: { port: server.port } } })
    expect((await ask('/')).status).toBe(200)
  })

  it('warns when others can reach it, and then takes addresses but no names', async () => {
    const options = { host: '0.0.0.0', port: 0, hostToken, page: null, problem: () => undefined }
    const open = await serveWebSocket(fixture.gateway, options)
    if (!open.ok) throw new Error(open.error.message)
    expect(open.value.warnings).toEqual([expect.stringContaining('not encrypted')])
    expect(server.warnings).toEqual([])
    const statusFor = (host: string) =>
      new Promise((resolve) => {
        const { port } = open.value
        request({ host: '127.0.0.1', port, headers: { host: `${host}:${port}` } }, (response) => {
          resolve(response.statusCode)
          response.resume()
        }).end()
      })
    expect(await statusFor('192.0.2.1')).toBe(404)
    expect(await statusFor('evil.example')).toBe(403)
    await open.value.close()
  })
})
