import { describe, expect, it } from 'vitest'
import { offered, withChoice } from './agent-words.ts'

describe('the choice of mode or model', () => {
  it('is added, replaced and taken away, and leaves the others', () => {
    const before = { one: { mode: 'ask' }, two: { model: 'm' } }
    const added = withChoice(before, 'one', { kind: 'model', value: 'large' })
    expect(added).toEqual({ one: { mode: 'ask', model: 'large' }, two: { model: 'm' } })
    expect(withChoice(added, 'one', { kind: 'mode', value: 'code' }).one).toEqual({ mode: 'code', model: 'large' })
    expect(withChoice(before, 'two', { kind: 'model', value: null })).toEqual({ one: { mode: 'ask' } })
    expect(withChoice(before, 'new', { kind: 'mode', value: null })).toEqual(before)
  })

  it('keeps what is set in the list, even where the agent no longer offers it', () => {
    const choices = [{ id: 'a', name: 'A' }]
    expect(offered(choices, 'a')).toBe(choices)
    expect(offered(choices, 'b').map((choice) => choice.id)).toEqual(['a', 'b'])
  })
})
