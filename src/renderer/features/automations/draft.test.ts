import { describe, expect, it } from 'vitest'
import type { Change } from '../../lib/form-change.ts'
import { afterSave, changed, type Draft, typed, written } from './draft.ts'

const saved = { text: 'a', revision: 'r1' }
const brief = (value: string): Change => ({ path: ['dispatch', 'brief'], value })

describe('a draft of an automation', () => {
  it('begins on the file, and goes where it is the file again', () => {
    expect(changed(null, saved, [brief('x')])).toEqual({ text: 'a', replaces: 'r1', pending: [brief('x')] })
    expect(typed(null, saved, 'b')).toEqual({ text: 'b', replaces: 'r1', pending: [] })
    expect(typed({ text: 'b', replaces: 'r1', pending: [] }, saved, 'a')).toBeNull()
  })

  it('stays where the file changed meanwhile, also with the very text of the file', () => {
    const old: Draft = { text: 'b', replaces: 'r0', pending: [] }
    expect(typed(old, saved, 'a')).toEqual({ text: 'a', replaces: 'r0', pending: [] })
    expect(written({ ...old, pending: [brief('x')] }, saved, { text: 'a', changes: [brief('x')] })).not.toBeNull()
  })

  it('keeps what the form changed while earlier changes were written', () => {
    const draft = changed(null, saved, [brief('x'), { path: ['dedupe'] }])
    expect(written(draft, saved, { text: 'a with x', changes: [brief('x')] })).toEqual({
      text: 'a with x',
      replaces: 'r1',
      pending: [{ path: ['dedupe'] }],
    })
    expect(written(draft, saved, { text: 'a', changes: draft.pending })).toBeNull()
    const on = changed(changed(null, saved, [brief('x')]), saved, [brief('xy')])
    expect(written(on, saved, { text: 'a with x', changes: [brief('x')] })?.pending).toEqual([brief('xy')])
  })

  it('is gone once it is saved, unless it went on', () => {
    const draft: Draft = { text: 'b', replaces: 'r1', pending: [] }
    expect(afterSave(draft, { text: 'b', revision: 'r2' })).toBeNull()
    expect(afterSave({ ...draft, text: 'c' }, { text: 'b', revision: 'r2' })?.replaces).toBe('r2')
    expect(afterSave({ ...draft, pending: [brief('x')] }, { text: 'b', revision: 'r2' })?.pending).toHaveLength(1)
  })
})
