import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TerminalBatch } from '../../../shared/contract/channels/terminal.ts'
import { followTerminal, type TerminalEnd, type TerminalSink } from './follow-terminal.ts'

/** Draws only when it is told to, like a page that is busy. */
class SlowSink implements TerminalSink {
  readonly parts: string[] = []
  readonly ends: TerminalEnd[] = []
  readonly #most: number
  gaps = 0
  begins = 0
  largest = 0
  #undrawn = 0

  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most
  }

  get text(): string {
    return this.parts.join('')
  }

  get behind(): boolean {
    return this.#undrawn > this.#most
  }

  print(text: string): void {
    this.parts.push(text)
    this.#undrawn += text.length
    this.largest = Math.max(this.largest, this.#undrawn)
  }

  lost(): void {
    this.gaps += 1
  }

  begin(): void {
    this.begins += 1
    this.parts.length = 0
  }

  ended(end: TerminalEnd): void {
    this.ends.push({ code: end.code, signal: end.signal })
  }

  async caughtUp(): Promise<void> {
    this.#undrawn = 0
  }
}

const end = { kind: 'ended', code: 3, signal: null } as const

/** A host that has `text` from `start` on, and cuts it into batches as it likes; breaks off after some of them. */
function host(text: string, start: number, cuts: readonly number[]) {
  let used = 0
  return async function* (after: number): AsyncGenerator<TerminalBatch, void> {
    let at = after
    if (at < start) {
      at = start
      yield { kind: 'lost', offset: start }
    }
    while (at < text.length) {
      const cut = cuts[used++ % Math.max(1, cuts.length)] ?? text.length
      if (cut === 0) return
      yield { kind: 'output', offset: at, text: text.slice(at, at + cut) }
      at += cut
    }
    yield end
  }
}

const never = new AbortController().signal

describe('following a terminal', () => {
  it('prints everything once, however it is cut, broken off and fallen behind', async () => {
    const cuts = fc.array(fc.nat(9), { minLength: 1, maxLength: 12 }).filter((all) => all.some((cut) => cut > 0))
    await fc.assert(
      fc.asyncProperty(
        fc.string({ maxLength: 200 }),
        cuts,
        fc.integer({ min: 1, max: 30 }),
        async (text, sizes, most) => {
          const sink = new SlowSink(most)
          const cursor = { position: 0 }
          const stream = host(text, 0, sizes)
          const watch = async (after: number) => stream(after)
          let stopped = 'over'
          while (stopped !== 'ended') stopped = await followTerminal({ watch, cursor, sink, signal: never })
          expect(sink.text).toBe(text)
          expect(sink.gaps).toBe(0)
          expect(sink.ends).toEqual([{ code: 3, signal: null }])
          expect(sink.largest).toBeLessThanOrEqual(most + 9)
        },
      ),
    )
  })

  it('leaves the stream when it falls behind, so that nothing piles up', async () => {
    const sink = new SlowSink(10)
    let closed = 0
    const watch = async (after: number) => {
      const stream = host('x'.repeat(40), 0, [20])(after)
      return {
        [Symbol.asyncIterator]: () => ({
          next: () => stream.next(),
          return: async () => {
            closed += 1
            return { done: true as const, value: undefined }
          },
        }),
      }
    }
    await followTerminal({ watch, cursor: { position: 0 }, sink, signal: never })
    // Twice for being behind, once for the end.
    expect(closed).toBe(3)
    expect(sink.text).toHaveLength(40)
  })

  it('tells of a gap, and goes on behind it', async () => {
    const sink = new SlowSink()
    const watch = async (after: number) => host('0123456789', 6, [])(after)
    await followTerminal({ watch, cursor: { position: 2 }, sink, signal: never })
    expect([sink.text, sink.gaps, sink.begins]).toEqual(['6789', 1, 0])
  })

  it('begins anew where the host knows less than was shown', async () => {
    const sink = new SlowSink()
    sink.print('of an earlier terminal')
    const watch = async () => {
      return (async function* (): AsyncGenerator<TerminalBatch, void> {
        yield { kind: 'lost', offset: 0 }
        yield { kind: 'output', offset: 0, text: 'new' }
        yield end
      })()
    }
    await followTerminal({ watch, cursor: { position: 22 }, sink, signal: never })
    expect([sink.text, sink.gaps, sink.begins]).toEqual(['new', 0, 1])
  })

  it('prints what comes again only once', async () => {
    const sink = new SlowSink()
    const watch = async () => {
      return (async function* (): AsyncGenerator<TerminalBatch, void> {
        yield { kind: 'output', offset: 0, text: 'abcd' }
        yield { kind: 'output', offset: 2, text: 'cdef' }
        yield end
      })()
    }
    await followTerminal({ watch, cursor: { position: 0 }, sink, signal: never })
    expect(sink.text).toBe('abcdef')
  })
})
