import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterSave, draftOf, type EditDraft, nextDraft, withDraft } from './drafts.ts'

const blob = fc.constantFrom('b1', 'b2', 'b3')
const text = fc.string({ maxLength: 4 })
const draft = fc.option(fc.record({ text, replaces: blob }))

describe('a draft of an edit', () => {
  it('holds what was typed, unless that is what is saved already', () => {
    fc.assert(
      fc.property(draft, fc.record({ text, blob }), text, (before, saved, typed) => {
        const after = nextDraft(before, saved, typed)
        if (after !== null) expect(after).toEqual({ text: typed, replaces: before?.replaces ?? saved.blob })
        else expect({ typed, on: before?.replaces ?? saved.blob }).toEqual({ typed: saved.text, on: saved.blob })
      }),
    )
  })

  it('survives a save that it went beyond, and goes on from what was saved', () => {
    const begun: EditDraft = { text: 'more', replaces: 'b1' }
    expect(afterSave(begun, { text: 'some', blob: 'b2' })).toEqual({ text: 'more', replaces: 'b2' })
    expect(afterSave(begun, { text: 'more', blob: 'b2' })).toBeNull()
    expect(afterSave(null, { text: 'some', blob: 'b2' })).toBeNull()
  })

  it('of one file never touches that of another', () => {
    const path = fc.constantFrom('a', 'b', 'constructor', '__proto__')
    fc.assert(
      fc.property(fc.tuple(path, path), fc.tuple(draft, draft), ([one, other], [first, second]) => {
        const drafts = withDraft(withDraft({}, one, first), other, second)
        expect(draftOf(drafts, other)).toEqual(second)
        if (one !== other) expect(draftOf(drafts, one)).toEqual(first)
      }),
    )
  })
})
