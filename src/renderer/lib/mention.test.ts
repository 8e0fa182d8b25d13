import { describe, expect, it } from 'vitest'
import { matchingChoices, mentionAt, withMention } from './mention.ts'

const choices = ['Invoice UI adapters', 'Ledger export job', 'Old invoices'].map((title, id) => ({
  id: String(id),
  title,
  detail: '',
}))

describe('mentionAt', () => {
  it('is what was begun after an @ that begins a word', () => {
    expect(mentionAt('ask @inv', 8)).toEqual({ from: 4, query: 'inv' })
    expect(mentionAt('@', 1)).toEqual({ from: 0, query: '' })
    expect(mentionAt('(@Invoice UI', 12)).toEqual({ from: 1, query: 'Invoice UI' })
  })

  it('is nothing in an address, after a line, behind the caret, or far away', () => {
    expect(mentionAt('me@example.org', 14)).toBeNull()
    expect(mentionAt('@inv\nnext', 9)).toBeNull()
    expect(mentionAt('ask @inv', 3)).toBeNull()
    expect(mentionAt('@ inv', 5)).toBeNull()
    expect(mentionAt(`@${'x'.repeat(80)}`, 81)).toBeNull()
  })
})

describe('matchingChoices', () => {
  it('has those that begin so first, and all for nothing', () => {
    expect(matchingChoices(choices, 'inv').map(({ title }) => title)).toEqual(['Invoice UI adapters', 'Old invoices'])
    expect(matchingChoices(choices, '')).toHaveLength(3)
    expect(matchingChoices(choices, 'zzz')).toEqual([])
  })
})

describe('withMention', () => {
  it('puts the name where it was begun, and the caret behind it', () => {
    const text = 'ask @inv, then go on'
    const done = withMention(text, { from: 4, query: 'inv' }, 'Invoice UI adapters')
    expect(done.text).toBe('ask @Invoice UI adapters , then go on')
    expect(done.text.slice(0, done.caret)).toBe('ask @Invoice UI adapters ')
    expect(withMention('@a b', { from: 0, query: 'a' }, 'A')).toEqual({ text: '@A b', caret: 3 })
  })
})
