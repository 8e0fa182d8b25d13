import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import { InputQueue } from './input-queue.ts'

const busy = failure('terminal-busy', 'Not read yet.', 'Wait.')

/** A host whose answers the test gives. */
class SlowHost {
  readonly sent: string[] = []
  readonly refusals: Failure[] = []
  #answer: ((failure: Failure | null) => void) | null = null
  readonly queue: InputQueue

  constructor({ begun = true } = {}) {
    this.queue = new InputQueue({
      begun,
      send: (text) => {
        this.sent.push(text)
        return new Promise((resolve) => {
          this.#answer = resolve
        })
      },
      refused: (refusal) => void this.refusals.push(refusal),
    })
  }

  async answer(with_: Failure | null = null): Promise<void> {
    this.#answer?.(with_)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('what is typed', () => {
  it('goes at once, and what is typed meanwhile with the next', async () => {
    const host = new SlowHost()
    for (const key of ['l', 's', '\r']) host.queue.push(key)
    expect(host.sent).toEqual(['l'])
    await host.answer()
    expect(host.sent).toEqual(['l', 's\r'])
    await host.answer()
    host.queue.push('x')
    expect(host.sent).toEqual(['l', 's\r', 'x'])
  })

  it('waits for the shell that it is typed to', async () => {
    const host = new SlowHost({ begun: false })
    host.queue.push('l')
    host.queue.push('s\r')
    expect(host.sent).toEqual([])
    host.queue.begin()
    host.queue.begin()
    expect(host.sent).toEqual(['ls\r'])
    await host.answer()
    host.queue.push('x')
    expect(host.sent).toEqual(['ls\r', 'x'])
  })

  it('is not sent on where what came before it was refused', async () => {
    const host = new SlowHost()
    host.queue.push('rm ')
    host.queue.push('-r old\r')
    await host.answer(busy)
    expect(host.sent).toEqual(['rm '])
    expect(host.refusals).toEqual([busy])
    host.queue.push('ls\r')
    expect(host.sent).toEqual(['rm ', 'ls\r'])
  })

  it('is sent whole and in order, in parts that split no character', async () => {
    const emoji = fc.array(fc.constantFrom('a', '\u{1F680}', 'é'), { minLength: 1 }).map((some) => some.join(''))
    await fc.assert(
      fc.asyncProperty(emoji, fc.integer({ min: 500_000, max: 1_200_000 }), async (unit, length) => {
        const host = new SlowHost()
        const text = unit.repeat(Math.ceil(length / unit.length))
        host.queue.push(text)
        while (host.sent.join('').length < text.length) await host.answer()
        expect(host.sent.join('')).toBe(text)
        expect(host.sent.every((part) => part.isWellFormed() && part.length <= 500_001)).toBe(true)
      }),
      { numRuns: 10 },
    )
  })
})
