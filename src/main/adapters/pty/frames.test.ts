import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Frame, FrameReader, messageFrame, outputFrame } from './frames.ts'

const frame: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({ kind: fc.constant('message' as const), value: fc.dictionary(fc.string(), fc.string()) }),
  fc.record({
    kind: fc.constant('output' as const),
    pty: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    bytes: fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
  }),
)

describe('frames', () => {
  it('come out as they went in, wherever the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(frame), fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (frames, cuts) => {
        const bytes = Buffer.concat(
          frames.map((one) =>
            one.kind === 'message' ? messageFrame({ ...(one.value as object) }) : outputFrame(one.pty, one.bytes),
          ),
        )
        const reader = new FrameReader()
        const read: Frame[] = []
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const length = cuts[turn % cuts.length] ?? 1
          const some = reader.push(bytes.subarray(at, at + length))
          if (some === 'broken') throw new Error('broken')
          read.push(...some)
          at += length
        }
        expect(read).toEqual(
          frames.map((one) => (one.kind === 'message' ? { ...one, value: { ...(one.value as object) } } : one)),
        )
      }),
    )
  })

  it('are not waited for without bounds', () => {
    expect(new FrameReader().push(Buffer.from('this is no stream of frames'))).toBe('broken')
    expect(new FrameReader().push(Buffer.from([0, 0, 0, 0, 9]))).toBe('broken')
  })
})
