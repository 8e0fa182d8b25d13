import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { briefParts, missingVariables } from './brief-words.ts'

describe('a brief in parts', () => {
  it('marks its variables where they stand', () => {
    const parts = briefParts('See {{event.title}} of {{ event.author.name }}.')
    expect(parts.map(({ variable }) => variable)).toEqual([false, true, false, true, false])
    const trigger = { title: 'Issue', fields: [{ name: 'author' }] }
    expect(missingVariables('{{ event.author.name }}', [trigger])).toEqual([])
  })

  it('misses what a trigger’s events don’t have, and nothing where they may hold anything', () => {
    const issue = { title: 'Issue', fields: [{ name: 'title' }] }
    const schedule = { title: 'Schedule', fields: [{ name: 'time' }] }
    const manual = { title: 'Run now', fields: [] }
    const brief = '{{event.title}} {{event.titel}} {{event.titel}} {{#x}}'
    expect(missingVariables(brief, [issue, manual])).toEqual([{ variable: '{{event.titel}}', triggers: ['Issue'] }])
    expect(missingVariables('{{event.title}}', [issue, schedule])).toEqual([
      { variable: '{{event.title}}', triggers: ['Schedule'] },
    ])
    expect(missingVariables(brief, [manual])).toEqual([])
  })

  it('is the brief again, whatever it holds', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom('{{', '}}', '{{event.a}}', '\n'))
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const brief = words.join('')
        const parts = briefParts(brief)
        expect(parts.map(({ text }) => text).join('')).toBe(brief)
      }),
    )
  })
})
