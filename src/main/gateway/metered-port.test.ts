import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { flowingPort } from '../../shared/contract/port-flow.ts'
import { systemClock } from '../adapters/clock/system-clock.ts'
import { meteredPort } from './metered-port.ts'
import { servePort } from './serve-message-port.ts'
import { dispatchOf, hostFixture } from './testing/host-fixture.ts'

const promptSize = 500_000
const prompts = 60
const request = (text: string) => JSON.stringify({ i: '1', p: { u: `/${text}`, b: { json: {} } } })

/** A page's end by hand, which says what it took only when told to. */
function slowPage(port: MessagePort) {
  let taken = 0
  const page = { reading: true, received: 0, kinds: [] as string[], synchronized: Promise.withResolvers<void>() }
  port.postMessage(0)
  port.addEventListener('message', ({ data }) => {
    taken += 1
    const text = String(data)
    page.received += text.length
    if (page.reading) port.postMessage(taken)
    const kind = /"kind":"(events|snapshot|resync)"/.exec(text.slice(0, 200))?.[1]
    if (kind !== undefined) page.kinds.push(kind)
    if (text.includes('"last":true')) page.synchronized.resolve()
  })
  port.start()
  const readOn = () => {
    page.reading = true
    port.postMessage(taken)
  }
  return { page, readOn }
}

describe('a page that stops reading its port', () => {
  it('is sent no more than four megabytes, and a snapshot when it reads again', async () => {
    const fixture = await hostFixture({ clock: systemClock })
    const { port1, port2 } = new MessageChannel()
    const close = servePort(fixture.gateway, port1)
    const { page, readOn } = slowPage(port2)
    port2.postMessage(request('model/watch'))
    await page.synchronized.promise
    page.synchronized = Promise.withResolvers<void>()
    page.reading = false
    page.received = 0
    for (let at = 0; at < prompts; at += 1) {
      await fixture.submit(dispatchOf(`t${at}`, 'x'.repeat(promptSize)))
      await fixture.submit({ type: 'thread.discard', payload: { thread: `t${at}` } })
      await fixture.report({ type: 'thread.archive', payload: { thread: `t${at}` as never } })
    }
    await fixture.submit(dispatchOf('last'))
    expect(page.received).toBeLessThan(4_000_000)
    readOn()
    await page.synchronized.promise
    expect(page.kinds).toContain('resync')
    expect(page.kinds.lastIndexOf('snapshot')).toBeGreaterThan(page.kinds.indexOf('resync'))
    close()
    await fixture.scope.close()
    expect(fixture.problems).toEqual([])
  })
})

describe('a metered port', () => {
  const pair = () => {
    const { port1, port2 } = new MessageChannel()
    const host = meteredPort(port1)
    const messages: unknown[] = []
    host.on('message', (event) => void messages.push(event?.data))
    host.start()
    return { host, port2, messages }
  }

  it('counts what was sent until the client took it', async () => {
    const { host, port2 } = pair()
    const client = flowingPort(port2)
    const taken = Promise.withResolvers<void>()
    // The client's first word, that it will say what it takes.
    await new Promise<void>((resolve) => host.whenTaken(resolve))
    host.postMessage('x'.repeat(1000))
    host.postMessage('y')
    expect(host.buffered()).toBe(1001)
    let received = 0
    client.on('message', () => {
      received += 1
      if (received === 2)
        host.whenTaken(() => (host.buffered() === 0 ? taken.resolve() : host.whenTaken(taken.resolve)))
    })
    client.start()
    await taken.promise
    expect(host.buffered()).toBe(0)
    client.close()
  })

  it('knows nothing of a client without flow, and doesn’t stop for it', () => {
    const { host } = pair()
    for (let at = 0; at < 100; at += 1) host.postMessage('x'.repeat(1000))
    expect(host.buffered()).toBe(0)
    host.close()
  })

  it.each([[[-1]], [[7]], [[0.5]], [[Number.NaN]], [[1, 1]], [[1, 0]]])('is not misled by %j', async (words) => {
    const { host, port2 } = pair()
    port2.postMessage(0)
    await new Promise<void>((resolve) => host.whenTaken(resolve))
    host.postMessage('abc')
    host.postMessage('de')
    for (const word of words) port2.postMessage(word)
    port2.postMessage(request('end'))
    await new Promise<void>((resolve) => host.on('message', () => resolve()))
    expect(host.buffered()).toBe(words.includes(1) ? 2 : 5)
    host.close()
  })

  it.each(['', 'text', '{}', '[]', { i: '1' }, null, new Uint8Array(4)])(
    'closes on %j, which is not the protocol',
    async (data) => {
      const { host, port2, messages } = pair()
      port2.start()
      port2.postMessage(data)
      await once(port2, 'close')
      expect(messages).toEqual([])
      host.close()
    },
  )
})
