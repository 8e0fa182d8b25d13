import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { eachChunk } from './each-chunk.ts'

const numbered = (count: number) => Readable.from(Array.from({ length: count }, (_, at) => Buffer.from(`${at}`)))
const round = () => new Promise<void>((resolve) => void setImmediate(resolve))

describe('each chunk', () => {
  it('comes in order and alone, whether it is waited for or not', async () => {
    const seen: string[] = []
    let open = 0
    const end = await eachChunk(numbered(50), (chunk) => {
      expect(open).toBe(0)
      seen.push(chunk.toString())
      if (seen.length % 3 !== 0) return null
      open += 1
      return round().then(() => {
        open -= 1
        return null
      })
    })
    expect(end).toBeNull()
    expect(seen).toEqual(Array.from({ length: 50 }, (_, at) => `${at}`))
  })

  it.each(['at once', 'later'])('stops when it is told to %s', async (when) => {
    let taken = 0
    const end = await eachChunk(numbered(50), () => {
      taken += 1
      if (taken < 5) return null
      return when === 'later' ? round().then(() => ({ why: 'enough' })) : { why: 'enough' }
    })
    expect({ end, taken }).toEqual({ end: { why: 'enough' }, taken: 5 })
  })

  it('waits for the last chunk that was taken', async () => {
    let done = false
    await eachChunk(numbered(1), () =>
      round().then(() => {
        done = true
        return null
      }),
    )
    expect(done).toBe(true)
  })

  it('passes on what breaks, in the stream or in the taking', async () => {
    const broken = new Readable({ read: () => undefined })
    const reading = eachChunk(broken, () => null)
    broken.destroy(new Error('gone'))
    await expect(reading).rejects.toThrow('gone')
    await expect(eachChunk(numbered(3), () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug')
  })
})
