import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { briefParts } from './brief-words.ts'

describe('a brief in parts', () => {
  it('marks variables that its triggers have, and those that they have not', () => {
    const parts = briefParts('See {{event.title}} of {{event.titel}}, {{ event.author.name }}.', ['title', 'author'])
    expect(parts.map(({ variable }) => variable)).toEqual([null, 'known', null, 'unknown', null, 'known', null])
  })

  it('is the brief again, whatever it holds', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom('{{', '}}', '{{event.a}}', '\n'))
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const brief = words.join('')
        const parts = briefParts(brief, ['a'])
        expect(parts.map(({ text }) => text).join('')).toBe(brief)
      }),
    )
  })
})
