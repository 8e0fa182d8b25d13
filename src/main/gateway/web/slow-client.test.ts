import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { serveWebSocket } from '../serve-web-socket.ts'
import { dispatchOf, hostFixture } from '../testing/host-fixture.ts'

const promptSize = 500_000
const prompts = 60

describe('a client that stops reading', () => {
  it('is sent no more than a few megabytes, and a snapshot when it reads again', async () => {
    const fixture = await hostFixture({ clock: systemClock })
    const problem = (message: string) => void fixture.problems.push(message)
    const options = { host: '127.0.0.1', port: 0, hostToken: 'token', page: null, problem }
    const served = await serveWebSocket(fixture.gateway, options)
    if (!served.ok) throw new Error(served.error.message)
    const socket = new WebSocket(`ws://127.0.0.1:${served.value.port}/rpc`)
    const kinds: string[] = []
    let received = 0
    let synchronized = Promise.withResolvers<void>()
    socket.on('open', () => socket.send(JSON.stringify({ token: 'token' })))
    socket.once('message', () => socket.send(JSON.stringify({ i: '1', p: { u: '/model/watch', b: { json: {} } } })))
    socket.on('message', (data) => {
      const text = String(data)
      received += text.length
      const kind = /"kind":"(events|snapshot|resync)"/.exec(text.slice(0, 200))?.[1]
      if (kind === undefined) return
      kinds.push(kind)
      if (text.includes('"last":true')) synchronized.resolve()
    })
    await synchronized.promise
    synchronized = Promise.withResolvers<void>()
    socket.pause()
    received = 0
    for (let at = 0; at < prompts; at += 1) {
      await fixture.submit(dispatchOf(`t${at}`, 'x'.repeat(promptSize)))
      await fixture.submit({ type: 'thread.discard', payload: { thread: `t${at}` } })
      await fixture.report({ type: 'thread.archive', payload: { thread: `t${at}` as never } })
    }
    await fixture.submit(dispatchOf('last'))
    socket.resume()
    await synchronized.promise
    // What the two ends of the line hold counts as well, and is the system's to choose.
    expect(received).toBeLessThan((prompts * promptSize) / 2)
    expect(kinds).toContain('resync')
    expect(kinds.lastIndexOf('snapshot')).toBeGreaterThan(kinds.indexOf('resync'))
    socket.terminate()
    await served.value.close()
    await fixture.scope.close()
    expect(fixture.problems).toEqual([])
  })
})
