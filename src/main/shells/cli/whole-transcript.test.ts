import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { TranscriptRow } from '../../../shared/transcript/entry.ts'
import { wholeTranscript } from './whole-transcript.ts'

it('gives every entry once, in order, however short the pages are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(180), fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), async (count, sizes) => {
      const all = Array.from({ length: count }, (_, at) => ({ position: at + 1 }) as TranscriptRow)
      let reads = 0
      const read = async ({ before = count + 1 }: { before?: number }) => {
        reads += 1
        const size = sizes[reads % sizes.length] ?? 1
        return { rows: all.filter((row) => row.position < before).slice(-size) }
      }
      const seen: number[] = []
      for await (const rows of wholeTranscript(read)) seen.push(...rows.map((row) => row.position))
      expect(seen).toEqual(all.map((row) => row.position))
    }),
  )
})
