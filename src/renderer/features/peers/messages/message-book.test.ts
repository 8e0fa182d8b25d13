import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../../../shared/domain/peers/state.ts'
import { messageOf } from '../testing/peers.ts'
import { emptyBook, hasLeft, type MessageBook, shownMessages, withEarlierPage, withNewestPage } from './message-book.ts'

const read = { kind: 'read', at: 1 }

function stored(at: number, state: object = read): Message {
  return messageOf(`m${at}`, { number: at, sentAt: at, state })
}

/** As the store gives them: newest first. */
function page(from: number, to: number, state: object = read) {
  const rows = Array.from({ length: to - from + 1 }, (_, at) => stored(to - at, state))
  return { rows, next: from === 1 ? null : from }
}

const ids = (messages: readonly Message[]) => messages.map(({ id }) => id)

describe('a conversation', () => {
  it('shows pages and what is live in the order in which it was sent', () => {
    const book = withEarlierPage(withNewestPage(emptyBook, page(3, 4)), page(1, 2))
    expect(ids(shownMessages(book, [stored(6, { kind: 'accepted' }), stored(5, { kind: 'accepted' })]))).toEqual([
      'm1',
      'm2',
      'm3',
      'm4',
      'm5',
      'm6',
    ])
    expect(book.next).toBeNull()
  })

  it('keeps live messages back that lie before what was read', () => {
    const book = withNewestPage(emptyBook, page(90, 100, { kind: 'accepted' }))
    const live = Array.from({ length: 100 }, (_, at) => stored(at + 1, { kind: 'accepted' }))
    expect(shownMessages(book, live)[0]?.id).toBe('m90')
    expect(shownMessages(emptyBook, live)).toHaveLength(100)
  })

  it('takes the live state for a message until it is over', () => {
    const book = withNewestPage(emptyBook, page(1, 1, { kind: 'accepted' }))
    expect(shownMessages(book, [stored(1, { kind: 'delivered' })])[0]?.state.kind).toBe('delivered')
    const over = withNewestPage(emptyBook, page(1, 1))
    expect(shownMessages(over, [stored(1, { kind: 'delivered' })])[0]?.state.kind).toBe('read')
  })

  it('goes on with what was read where the newest page joins it, else begins anew', () => {
    const book = withEarlierPage(withNewestPage(emptyBook, page(3, 4)), page(1, 2))
    expect(withNewestPage(book, page(4, 6)).rows.size).toBe(6)
    expect(withNewestPage(book, page(50, 60))).toMatchObject({ next: 50 })
    const waiting: MessageBook = {
      rows: new Map([
        ['m1', stored(1, { kind: 'accepted' })],
        ['m4', stored(4)],
      ]),
      next: null,
    }
    expect(withNewestPage(waiting, page(4, 6)).rows.has('m1')).toBe(false)
  })

  it('never leaves a gap, whatever is read in whatever order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 20 }), fc.nat(20), (total, size, more) => {
        let book = emptyBook
        const newest = (count: number) => withNewestPage(book, page(Math.max(1, count - size + 1), count))
        book = newest(total)
        while (book.next !== null && book.next !== undefined) {
          book = withEarlierPage(book, page(Math.max(1, book.next - size), book.next - 1))
          book = newest(total)
        }
        book = newest(total + more)
        const numbers = shownMessages(book, []).map(({ number }) => number)
        expect(numbers).toEqual(numbers.map((_, at) => (numbers[0] ?? 0) + at))
        expect(numbers.at(-1)).toBe(total + more)
      }),
    )
  })

  it('is read again once something live has gone', () => {
    expect(hasLeft([stored(1)], [stored(1), stored(2)])).toBe(false)
    expect(hasLeft([stored(1), stored(2)], [stored(2)])).toBe(true)
  })
})
