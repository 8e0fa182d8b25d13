import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Scope } from '../../../shared/kernel/scope.ts'
import { createManualClock } from '../../ports/testing/manual-clock.ts'
import { serveWebSocket, type WebServer } from '../serve-web-socket.ts'
import { type HostFixture, hostFixture } from '../testing/host-fixture.ts'

describe('what other programs send', () => {
  let fixture: HostFixture
  let server: WebServer
  const taken: { readonly path: string; readonly body: string; readonly type: string | undefined }[] = []
  const hooks = {
    take(path: string, { body, headers }: { body: Buffer; headers: Readonly<Record<string, string | undefined>> }) {
      if (path === 'nobody') return null
      taken.push({ path, body: body.toString('utf8'), type: headers['content-type'] })
      if (path === 'unsigned') return Promise.resolve({ status: 401, facts: {} })
      return Promise.resolve({ status: 202, facts: { firings: ['f1'] } })
    },
  }

  beforeAll(async () => {
    fixture = await hostFixture({ clock: createManualClock() })
    const problem = (message: string) => void fixture.problems.push(message)
    const served = await serveWebSocket(fixture.gateway, {
      host: '127.0.0.1',
      port: 0,
      hostToken: 'token',
      page: null,
      hooks,
      problem,
    })
    if (!served.ok) throw new Error(served.error.message)
    server = served.value
  })
  afterAll(async () => {
    await server.close()
    await fixture.scope.close()
  })

  function send(path: string, body: string, given: { method?: string; headers?: Record<string, string> } = {}) {
    const { headers = {}, method = 'POST' } = given
    return new Promise<{ status: number; body: string }>((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  }

  /** Begins to send, and never comes to an end; resolves once the host waits for the rest. */
  async function linger(scope: Scope) {
    const socket = scope.own(connect(server.port, '127.0.0.1'), (one) => void one.destroy())
    socket.on('error', () => undefined)
    const lines = ['POST /hooks/one HTTP/1.1', `Host: 127.0.0.1:${server.port}`, 'Content-Length: 9']
    socket.write(`${[...lines, 'Expect: 100-continue'].join('\r\n')}\r\n\r\n{`)
    const next = () => new Promise<string>((resolve) => void socket.once('data', (chunk) => resolve(String(chunk))))
    expect(await next()).toContain('100 Continue')
    return { answered: next() }
  }

  it('is taken in however many others send without end, and who breaks off is no trouble', async () => {
    const scope = new Scope()
    const lingering = await Promise.all(Array.from({ length: 16 }, () => linger(scope)))
    expect((await send('/hooks/one', '{"a":1}')).status).toBe(202)
    expect(await Promise.race(lingering.map(({ answered }) => answered))).toContain(' 408 ')
    await scope.close()
    for (let at = 0; at < 20; at += 1) expect((await send('/hooks/one', '{"a":2}')).status).toBe(202)
    expect(taken.splice(0)).toHaveLength(21)
    expect(fixture.problems).toEqual([])
  })

  it('is handed over byte for byte', async () => {
    const answer = await send('/hooks/one', '{"ä":1} ', { headers: { 'Content-Type': 'application/json' } })
    expect(answer).toEqual({ status: 202, body: '{"firings":["f1"]}' })
    expect(taken.splice(0)).toEqual([{ path: 'one', body: '{"ä":1} ', type: 'application/json' }])
  })

  it('gets one answer where nobody takes it in and where it is not signed', async () => {
    const [nobody, unsigned] = [await send('/hooks/nobody', '{}'), await send('/hooks/unsigned', '{}')]
    expect(nobody.status).toBe(401)
    expect(unsigned).toEqual(nobody)
    taken.splice(0)
  })

  it('is sent to an address of this host, with POST, and is not too long', async () => {
    expect((await send('/hooks/one', '{}', { headers: { Host: 'evil.example' } })).status).toBe(403)
    expect((await send('/hooks/one', '{}', { headers: { Origin: 'http://evil.example' } })).status).toBe(403)
    expect((await send('/hooks/one', '', { method: 'GET' })).status).toBe(405)
    expect((await send('/hooks/one', 'x'.repeat(256_001))).status).toBe(413)
    expect(taken).toEqual([])
    expect((await send('/hooks/one', 'x'.repeat(256_000))).status).toBe(202)
    expect(fixture.problems).toEqual([])
  })
})
