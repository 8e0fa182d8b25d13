import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePath, encodePath } from './path-text.ts'

describe('path text', () => {
  it('brings every name back byte for byte, through JSON too', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = JSON.parse(JSON.stringify(decodePath(Buffer.from(bytes)))) as string
        expect(encodePath(text)).toEqual(Buffer.from(bytes))
      }),
    )
  })

  it('leaves valid text as it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => decodePath(Buffer.from(text)) === text))
    expect(decodePath(Buffer.from([0x61, 0xff]))).toBe('a\udcff')
  })
})
