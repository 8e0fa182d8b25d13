import { describe, expect, it } from 'vitest'
import type { Item } from '../../../../shared/domain/team/state.ts'
import { itemsInOrder, itemWords, listWords } from './item-words.ts'

const name = (thread: string | null) => `Thread ${thread}`

function itemOf(state: object, facts: object = {}): Item {
  return { id: 'i', assigned: null, returned: null, order: 1, state, ...facts } as unknown as Item
}

describe('an item', () => {
  it('says who has it, and whether anything proves that it is done', () => {
    const text = (state: object, facts?: object) => itemWords(itemOf(state, facts), name, 0).text
    const lease = { generation: 1, until: 90_000 }
    expect(text({ kind: 'open' })).toBe('open')
    expect(text({ kind: 'open' }, { assigned: 'a' })).toBe('for Thread a')
    expect(text({ kind: 'open' }, { returned: 'its owner crashed' })).toBe('open, came back: its owner crashed')
    expect(text({ kind: 'claimed', by: 'a', lease })).toBe('Thread a has it, for 2 minutes more')
    expect(text({ kind: 'claimed', by: 'a', lease: { generation: 1, until: 0 } })).toContain('its time is over')
    expect(text({ kind: 'claimed-done', by: 'a', evidence: '', lease })).toContain('its gates decide')
    expect(text({ kind: 'done', by: 'a', proof: { tree: 't', gates: 3 } })).toBe('done by Thread a, 3 gates passed')
    expect(text({ kind: 'done', by: 'a', proof: null })).toBe('done by Thread a, nothing proven')
  })

  it('stands before what is open and done while somebody has it; what was taken off is gone', () => {
    const items = [
      itemOf({ kind: 'done' }, { id: 'd' }),
      itemOf({ kind: 'open' }, { id: 'o2', order: 2 }),
      itemOf({ kind: 'open' }, { id: 'o1' }),
      itemOf({ kind: 'removed' }, { id: 'r' }),
      itemOf({ kind: 'claimed' }, { id: 'c', order: 9 }),
    ]
    const shown = itemsInOrder(items)
    expect(shown.map(({ id }) => id)).toEqual(['c', 'o1', 'o2', 'd'])
    expect(listWords(shown)).toBe('1 of 4 done')
    expect(listWords([])).toBe('nothing on it')
  })
})
