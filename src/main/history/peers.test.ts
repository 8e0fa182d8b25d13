import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../shared/domain/event.ts'
import type { CommandId, MessageId, NegotiationId, ThreadId } from '../../shared/kernel/ids.ts'
import { groupForStore } from '../engine/group-for-store.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import { batchOf } from '../ports/testing/store-samples.ts'
import { peersOf } from './peers.ts'

interface Said {
  readonly from: string | null
  readonly to: string
  readonly negotiation?: string
}

/** A store in which these were said, one every second, with the events that name them. */
async function storeOf(said: readonly Said[]) {
  const store = new MemoryStore()
  let sequence = 0
  for (const [at, { from, to, negotiation }] of said.entries()) {
    const id = `m${at}`
    const message = { id, from, to, text: `Text ${at}`, state: { kind: 'read', at } }
    const named = [
      { type: 'mailbox.took', id: to, message: id, from, number: 1 },
      ...(from === null ? [] : [{ type: 'mailbox.sent', id: from, message: id, to, left: 1 }]),
      ...(negotiation === undefined
        ? []
        : [{ type: 'negotiation.spoke', id: negotiation, by: from, message: id, tokens: 1, round: false }]),
    ]
    const events = named.map((event): StoredEvent => {
      sequence += 1
      const stamp = { sequence, at: at * 1000, actor: 'host', command: id as CommandId, cause: null } as const
      return { ...stamp, event: event as StoredEvent['event'] }
    })
    const group = groupForStore('message', message as never) ?? ''
    const states = [{ aggregate: 'message', id, archived: true, sequence, state: message, group }]
    await store.commit(batchOf({ events, states }))
  }
  return { peers: peersOf(store), sequence }
}

const ids = (page: { readonly rows: readonly { readonly id: string }[] }) => page.rows.map(({ id }) => id)

describe('what peers said', () => {
  it('is read in pages, both directions together and nobody else between', async () => {
    const { peers } = await storeOf([
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
      { from: 'a', to: 'c' },
      { from: null, to: 'a' },
      { from: 'a', to: 'b' },
    ])
    const newest = await peers.conversation({ between: ['b', 'a'], limit: 2 })
    expect(ids(newest)).toEqual(['m4', 'm1'])
    const rest = await peers.conversation({ between: ['a', 'b'], limit: 2, before: newest.next ?? undefined })
    expect([ids(rest), rest.next]).toEqual([['m0'], null])
    expect(ids(await peers.conversation({ between: ['host', 'a'], limit: 2 }))).toEqual(['m3'])
  })

  it('is read by mailbox and by negotiation', async () => {
    const { peers } = await storeOf([
      { from: 'a', to: 'b', negotiation: 'n' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'a' },
      { from: 'b', to: 'a', negotiation: 'n' },
    ])
    const box = await peers.mailbox({ thread: 'b' as ThreadId, limit: 2 })
    expect(ids(box)).toEqual(['m3', 'm1'])
    expect(ids(await peers.mailbox({ thread: 'b' as ThreadId, limit: 2, before: box.next ?? undefined }))).toEqual([
      'm0',
    ])
    expect(ids(await peers.negotiation({ negotiation: 'n' as NegotiationId, limit: 5 }))).toEqual(['m3', 'm0'])
    expect(await peers.message('m2' as MessageId)).toMatchObject({ text: 'Text 2' })
    expect(await peers.message('m9' as MessageId)).toBeNull()
  })

  it('lies on tracks from both sides, as of one event', async () => {
    const { peers, sequence } = await storeOf([
      { from: 'a', to: 'b' },
      { from: null, to: 'b' },
      { from: 'b', to: 'a' },
    ])
    const threads = ['a', 'b', 'z'] as ThreadId[]
    const page = await peers.ticks({ threads, since: 1000, sequence: sequence - 1 })
    expect(page).toEqual({
      sequence: sequence - 1,
      threads: [
        { thread: 'a', ticks: [{ at: 2000, other: 'b', direction: 'from', message: 'm2' }] },
        { thread: 'b', ticks: [{ at: 1000, other: null, direction: 'from', message: 'm1' }] },
      ],
    })
  })
})
