import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterSave, type Change, changed, type Draft, typed, withChanges, withMore, written } from './draft.ts'

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

describe('changes of a form', () => {
  it('to one field are one, however much is typed', () => {
    expect(withMore([brief('a')], [brief('ab'), brief('abc')])).toEqual([brief('abc')])
    expect(withMore([brief('a')], [{ path: ['dispatch', 'brief'] }])).toHaveLength(2)
  })

  it('set, add and take out', () => {
    const fields = {
      on: { manual: {} },
      if: [
        { field: 'a', is: 1 },
        { field: 'b', is: 2 },
      ],
    }
    expect(withChanges(fields, [{ path: ['if', 0] }])).toMatchObject({ if: [{ field: 'b' }] })
    expect(withChanges(fields, [{ path: ['if', 2], value: { field: 'c', is: 3 } }]).if).toHaveLength(3)
    expect(withChanges(fields, [{ path: ['if', 1, 'is'] }, { path: ['if', 1, 'in'], value: [1] }])).toMatchObject({
      if: [{}, { field: 'b', in: [1] }],
    })
    expect(withChanges({}, [{ path: ['limits', 'parallel'], value: 2 }])).toEqual({ limits: { parallel: 2 } })
    expect(withChanges({ if: 'wrong' }, [{ path: ['if', 0], value: { field: 'a' } }])).toEqual({ if: [{ field: 'a' }] })
  })

  it('leave what they change as it was', () => {
    const part = fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'constructor'), fc.nat(3))
    const change = fc.record({ path: fc.array(part, { minLength: 1, maxLength: 4 }), value: fc.jsonValue() })
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b'), fc.jsonValue()), fc.array(change), (fields, changes) => {
        const before = JSON.stringify(fields)
        withChanges(fields as never, changes as never)
        expect(JSON.stringify(fields)).toBe(before)
        expect(Object.prototype).not.toHaveProperty('a')
      }),
    )
  })

  it('merged are what they are one after the other', () => {
    const change = fc.record(
      { path: fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 2 }), value: fc.constantFrom(1, 'x') },
      { requiredKeys: ['path'] },
    )
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const all = changes as readonly Change[]
        expect(withChanges({}, withMore([], all))).toEqual(withChanges({}, all))
      }),
    )
  })
})
