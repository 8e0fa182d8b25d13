import { describe, expect, it } from 'vitest'
import { decisionOf, estimateWords } from './dry-run-words.ts'
import { readPasted } from './pasted-event.ts'

describe('an event that was pasted', () => {
  it('is an object', () => {
    expect(readPasted('{"title": "A"}')).toEqual({ ok: true, value: { title: 'A' } })
    expect(readPasted('[1]')).toMatchObject({ ok: false, error: expect.stringContaining('not an object') })
    expect(readPasted('null').ok).toBe(false)
    expect(readPasted(' ')).toMatchObject({ ok: false, error: expect.stringContaining('Paste') })
  })

  it('says where it is wrong', () => {
    expect(readPasted('{\n  "title": A\n}')).toMatchObject({ ok: false, error: expect.stringContaining('not JSON') })
  })
})

describe('a dry run in words', () => {
  it('leads with what would be decided', () => {
    expect(decisionOf({ decision: { kind: 'skipped', code: 'filter' }, reason: 'label is question' })).toEqual({
      glyph: 'stopped',
      text: 'It would not be dispatched',
      reason: 'label is question',
    })
  })

  it('estimates in round figures', () => {
    expect(estimateWords({ tokens: 120_400, cost: 0.8, minutes: 9.2, basis: '' })).toBe(
      'About 120k tokens, $0.80, 9 min',
    )
    expect(estimateWords({ tokens: 900, cost: 'unknown', minutes: 0.4, basis: '' })).toBe(
      'About 900 tokens, cost not known, under a minute',
    )
  })
})
