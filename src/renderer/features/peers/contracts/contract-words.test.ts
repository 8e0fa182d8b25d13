import { describe, expect, it } from 'vitest'
import type { Contract } from '../../../../shared/domain/contracts/state.ts'
import { inOrder, ownPart, readersInOrder } from './contract-words.ts'

function contractOf(facts: object = {}): Contract {
  const readers = [
    { thread: 'b', version: 3 },
    { thread: 'c', version: 2 },
  ]
  return { id: 'k', name: 'invoice', version: 3, owner: 'a', readers, ...facts } as unknown as Contract
}

describe('what a contract has to do with a thread', () => {
  it('is that it published or read it, and whether a newer one is there', () => {
    expect(ownPart(contractOf(), 'a')).toEqual({ text: 'published', own: true, newer: null })
    expect(ownPart(contractOf(), 'b')).toEqual({ text: 'read v3', own: false, newer: null })
    expect(ownPart(contractOf(), 'c')).toEqual({ text: 'read v2', own: false, newer: 3 })
    expect(ownPart(contractOf(), 'z')).toBeNull()
  })

  it('orders contracts and readers by what needs a look first', () => {
    const other = contractOf({ id: 'o', name: 'a-first', owner: 'z', readers: [] })
    expect(inOrder([other, contractOf()], 'a').map(({ name }) => name)).toEqual(['invoice', 'a-first'])
    expect(readersInOrder(contractOf()).map(({ thread }) => thread)).toEqual(['c', 'b'])
  })
})
