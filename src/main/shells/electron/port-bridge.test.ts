import { once } from 'node:events'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { flowingPort } from '../../../shared/contract/port-flow.ts'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { serveWebSocket, type WebServer } from '../../gateway/serve-web-socket.ts'
import { dispatchOf, type HostFixture, hostFixture } from '../../gateway/testing/host-fixture.ts'
import type { HostApi } from '../attach/host-client.ts'
import { bridgePort } from './port-bridge.ts'

const promptSize = 500_000
const prompts = 60

describe('a page’s port to another process’s host', () => {
  let fixture: HostFixture
  let server: WebServer

  beforeEach(async () => {
    fixture = await hostFixture({ clock: systemClock })
    const problem = (message: string) => void fixture.problems.push(message)
    const options = { host: '127.0.0.1', port: 0, hostToken: 'token', page: null, problem }
    const served = await serveWebSocket(fixture.gateway, options)
    if (!served.ok) throw new Error(served.error.message)
    server = served.value
  })

  afterEach(async () => {
    await server.close()
    await fixture.scope.close()
    expect(fixture.problems).toEqual([])
  })

  const bridged = (token = 'token') => {
    const { port1, port2 } = new MessageChannel()
    const close = bridgePort(port1, { url: server.address, token })
    return { close, port: port2 }
  }

  it('carries what is asked before the host has greeted, in order', async () => {
    const port = flowingPort(bridged().port)
    const api: HostApi = createORPCClient(new RPCLink({ port }))
    port.start()
    const infos = await Promise.all([1, 2, 3].map(() => api.host.info()))
    expect(infos.map((info) => info.host)).toEqual(['log-1', 'log-1', 'log-1'])
    port.close()
  })

  it('closes with the host', async () => {
    const { port } = bridged()
    port.start()
    const closed = once(port, 'close')
    await server.close()
    await closed
  })

  it('closes where the token is not accepted, and where nobody answers', async () => {
    const refused = bridged('wrong').port
    refused.start()
    await once(refused, 'close')
    await server.close()
    const unanswered = bridged().port
    unanswered.start()
    await once(unanswered, 'close')
  })

  it('leaves the host when the page goes', async () => {
    const port = flowingPort(bridged().port)
    const api: HostApi = createORPCClient(new RPCLink({ port }))
    port.start()
    await api.host.info()
    const left = new Promise<void>((resolve) => fixture.gateway.onClientChange(() => resolve()))
    port.close()
    await left
    expect(fixture.gateway.clientCount()).toBe(0)
  })

  it('holds no more than a few megabytes for a page that stops reading', async () => {
    const { port } = bridged()
    let taken = 0
    let reading = true
    let received = 0
    const kinds: string[] = []
    let synchronized = Promise.withResolvers<void>()
    port.postMessage(0)
    port.addEventListener('message', ({ data }) => {
      taken += 1
      const text = String(data)
      received += text.length
      if (reading) port.postMessage(taken)
      const kind = /"kind":"(events|snapshot|resync)"/.exec(text.slice(0, 200))?.[1]
      if (kind !== undefined) kinds.push(kind)
      if (text.includes('"last":true')) synchronized.resolve()
    })
    port.start()
    port.postMessage(JSON.stringify({ i: '1', p: { u: '/model/watch', b: { json: {} } } }))
    await synchronized.promise
    synchronized = Promise.withResolvers<void>()
    reading = false
    received = 0
    for (let at = 0; at < prompts; at += 1) {
      await fixture.submit(dispatchOf(`t${at}`, 'x'.repeat(promptSize)))
      await fixture.submit({ type: 'thread.discard', payload: { thread: `t${at}` } })
      await fixture.report({ type: 'thread.archive', payload: { thread: `t${at}` as never } })
    }
    expect(received).toBeLessThan(4_000_000)
    reading = true
    port.postMessage(taken)
    await synchronized.promise
    expect(kinds).toContain('resync')
    port.close()
  })
})
