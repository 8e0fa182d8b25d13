import fc from 'fast-check'
import { expect, it } from 'vitest'
import { linkParts } from './link-parts.ts'

const tasks = [
  { id: '1', key: 'api', title: 'Invoice' },
  { id: '2', key: 'docs', title: 'Invoice docs (all)' },
]

it('finds the longest name of a task', () => {
  expect(linkParts('Invoice docs (all) waits for api: not landed.', tasks)).toEqual([
    { text: 'Invoice docs (all)', task: '2', at: 0 },
    { text: ' ', task: null, at: 18 },
    { text: 'waits for api:', task: '1', at: 19 },
    { text: ' not landed.', task: null, at: 33 },
  ])
})

it('keeps every character, whatever tasks are called', () => {
  const named = fc.record({ id: fc.string(), key: fc.string(), title: fc.string() })
  fc.assert(
    fc.property(fc.string(), fc.array(named, { maxLength: 5 }), (text, some) => {
      expect(
        linkParts(text, some)
          .map((part) => part.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
