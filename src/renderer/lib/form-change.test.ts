import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Change, withChanges, withMore } from './form-change.ts'

const brief = (value: string): Change => ({ path: ['dispatch', 'brief'], value })

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
