import { describe, expect, it } from 'vitest'
import { parseChanges } from './raw-changes.ts'

const zero = '0'.repeat(40)
const blob = 'b'.repeat(40)

describe('parseChanges', () => {
  it('reads raw records and counts after them, renames included', () => {
    const raw = [
      `:100644 100755 ${zero} ${zero} M`,
      'a',
      `:100644 100644 ${zero} ${zero} R087`,
      'old\tname',
      'new\nname',
      `:000000 100644 ${zero} ${blob} A`,
      ':odd',
    ]
    const counts = ['3\t1\ta', '0\t2\t', 'old\tname', 'new\nname', '-\t-\t:odd']
    const output = Buffer.from([...raw, ...counts].map((field) => `${field}\0`).join(''))
    expect(parseChanges(output)).toEqual({
      raw: [
        { oldMode: '100644', newMode: '100755', blob: null, letter: 'M', path: 'a', previousPath: null },
        { oldMode: '100644', newMode: '100644', blob: null, letter: 'R', path: 'new\nname', previousPath: 'old\tname' },
        { oldMode: '000000', newMode: '100644', blob, letter: 'A', path: ':odd', previousPath: null },
      ],
      counted: [
        { path: 'a', binary: false, additions: 3, deletions: 1 },
        { path: 'new\nname', binary: false, additions: 0, deletions: 2 },
        { path: ':odd', binary: true, additions: 0, deletions: 0 },
      ],
    })
  })

  it('reads nothing from nothing', () => {
    expect(parseChanges(Buffer.alloc(0))).toEqual({ raw: [], counted: [] })
  })
})
