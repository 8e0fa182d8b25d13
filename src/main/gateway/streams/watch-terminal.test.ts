import { describe, expect, it } from 'vitest'
import type { TerminalBatch } from '../../../shared/contract/channels/terminal.ts'
import { Scrollback } from '../../terminals/scrollback.ts'
import type { TerminalOutput } from '../terminal-services.ts'
import { createFlyingClock } from '../testing/flying-clock.ts'
import { Pace } from './pace.ts'
import { watchTerminal } from './watch-terminal.ts'

function terminal(kept = 10_000) {
  const scrollback = new Scrollback(kept)
  const listeners = new Set<() => void>()
  let ended: TerminalOutput['ended'] = null
  let buffered = 0
  const clock = createFlyingClock()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const output: TerminalOutput = {
    get start() {
      return scrollback.start
    },
    get end() {
      return scrollback.end
    },
    get ended() {
      return ended
    },
    read: (from, most) => scrollback.read(from, most),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  return {
    listeners,
    print: (text: string) => {
      scrollback.append(text)
      tell()
    },
    end: (code: number) => {
      ended = { code, signal: null }
      tell()
    },
    stall: (bytes: number) => {
      buffered = bytes
    },
    watch: (after: number, signal?: AbortSignal) =>
      watchTerminal(
        output,
        after,
        new Pace({ clock, connection: { buffered: () => buffered }, signal, bufferedBytes: 100 }),
      ),
  }
}

async function all(stream: AsyncIterable<TerminalBatch>): Promise<readonly TerminalBatch[]> {
  const batches: TerminalBatch[] = []
  for await (const batch of stream) batches.push(batch)
  return batches
}

describe('following a terminal', () => {
  it('goes on after what the reader has', async () => {
    const one = terminal()
    one.print('hello ')
    const stream = one.watch(4)
    expect((await stream.next()).value).toEqual({ kind: 'output', offset: 4, text: 'o ' })
    one.print('world')
    expect((await stream.next()).value).toEqual({ kind: 'output', offset: 6, text: 'world' })
    one.print('!')
    one.end(3)
    expect(await all(stream)).toEqual([
      { kind: 'output', offset: 11, text: '!' },
      { kind: 'ended', code: 3, signal: null },
    ])
    expect(one.listeners.size).toBe(0)
  })

  it('tells at once that nothing more comes', async () => {
    const one = terminal()
    one.print('bye')
    one.end(0)
    expect(await all(one.watch(3))).toEqual([{ kind: 'ended', code: 0, signal: null }])
  })

  it('tells who comes late from where the rest is', async () => {
    const one = terminal(10_000)
    one.print('a'.repeat(9000))
    one.print('b'.repeat(9000))
    one.print('c'.repeat(9000))
    one.end(0)
    const [lost, output] = await all(one.watch(10))
    expect(lost).toEqual({ kind: 'lost', offset: 9000 })
    expect(output).toEqual({ kind: 'output', offset: 9000, text: 'b'.repeat(9000) + 'c'.repeat(9000) })
  })

  it('begins anew for who has more than there is', async () => {
    const one = terminal()
    one.print('new')
    one.end(0)
    expect((await all(one.watch(500))).slice(0, 2)).toEqual([
      { kind: 'lost', offset: 0 },
      { kind: 'output', offset: 0, text: 'new' },
    ])
  })

  it('keeps nothing for a reader that does not read, and waits for one whose line is full', async () => {
    const one = terminal(10_000)
    const stream = one.watch(0)
    one.print('first')
    expect((await stream.next()).value).toMatchObject({ text: 'first' })
    one.stall(1000)
    const next = stream.next()
    let arrived = false
    void next.then(() => {
      arrived = true
    })
    for (let at = 0; at < 100; at += 1) {
      one.print('x'.repeat(5000))
      await new Promise((resolve) => void setImmediate(resolve))
    }
    expect(arrived).toBe(false)
    one.stall(0)
    one.end(0)
    const batches = [(await next).value, ...(await all(stream))]
    expect(batches[0]).toMatchObject({ kind: 'lost' })
    expect(batches.flatMap((batch) => (batch?.kind === 'output' ? [batch.text] : [])).join('').length).toBeLessThan(
      25_000,
    )
    expect(batches.at(-1)).toMatchObject({ kind: 'ended' })
  })

  it('stops when the client is gone', async () => {
    const one = terminal()
    const gone = new AbortController()
    const reading = all(one.watch(0, gone.signal))
    gone.abort()
    expect(await reading).toEqual([])
    expect(one.listeners.size).toBe(0)
  })
})
