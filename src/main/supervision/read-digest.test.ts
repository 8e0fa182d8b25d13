import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { StoredEvent } from '../../shared/domain/event.ts'
import { MemoryModel } from '../../shared/domain/memory-model.ts'
import { readDigest } from './read-digest.ts'

function storeOf(times: readonly number[]) {
  const events = times.map((at, index) => {
    const event = { type: 'thread.landed', id: `t${index}`, landing: 'l', commit: 'c' }
    return { sequence: index + 1, at, event } as unknown as StoredEvent
  })
  let reads = 0
  return {
    reads: () => reads,
    readEvents: async ({ after, limit }: { readonly after: number; readonly limit: number }) => {
      reads += 1
      return events.slice(after, after + limit)
    },
  }
}

const digest = (store: ReturnType<typeof storeOf>, since: number) =>
  readDigest({ model: new MemoryModel().model, store }, { since, now: 1_000_000 })

it('holds exactly what happened since, however long the log is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 }),
      fc.integer({ min: 0, max: 300 }),
      async (steps, since) => {
        let at = 0
        const times = steps.map((step) => (at += step))
        const { landed, from, to } = await digest(storeOf(times), since)
        expect(landed.map((one) => one.at)).toEqual(times.filter((time) => time >= since))
        expect([from, to]).toEqual([since, 1_000_000])
      },
    ),
  )
})

it('reads only the end of a long log', async () => {
  const store = storeOf(Array.from({ length: 100_000 }, (_, at) => at))
  expect((await digest(store, 99_000)).landed).toHaveLength(1000)
  expect(store.reads()).toBeLessThan(50)
})
