import { describe, expect, it } from 'vitest'
import { applyEdit, keepBoth, lineOf, offers, renderFile } from './source-file.ts'
import type { PlannedEdit } from './world.ts'

const file = { path: 'src/area1/main.ts', parts: 3, imports: ['src/hub/registry.ts'] }
const text = renderFile(file, 0)
const edit = (id: string, part: number): PlannedEdit => ({ id, path: file.path, part, minutes: 1 })
const main = { kind: 'main' } as const

describe('a file of a world', () => {
  it('refers to others by their path', () => {
    expect(text).toContain("import * as hub_registry from '../../src/hub/registry.ts'")
  })

  it('holds each change once, wherever it goes', () => {
    const changed = applyEdit(
      applyEdit(applyEdit(text, edit('t1.0', 1), main), edit('t2.0', 1), main),
      edit('t3.0', 1),
      { kind: 'room', room: 2 },
    )
    const ids = [...changed.matchAll(/\/\/ edit (\S+)$/gm)].map(([, id]) => id)
    expect(ids.toSorted()).toEqual(['t1.0', 't2.0', 't3.0'])
    expect(changed.split('\n')).toHaveLength(text.split('\n').length + 1)
  })

  it('changes the line that it names', () => {
    const lines = applyEdit(text, edit('t1.0', 2), main).split('\n')
    expect(lines[lineOf(file, 2) - 1]).toContain('// edit t1.0')
  })

  it('offers what was added, and only that', () => {
    const changed = applyEdit(text, { ...edit('t1.0', 0), provides: 'api1' }, main)
    expect([offers(changed, 'api1'), offers(changed, 'api'), offers(text, 'api1')]).toEqual([true, false, false])
  })

  it('refuses a part that is not there', () => {
    expect(() => applyEdit(text, edit('t1.0', 9), main)).toThrow('no part 9')
  })
})

describe('keeping both sides of a conflict', () => {
  const conflict = (ours: string, theirs: string) =>
    `before\n<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> 0123\nafter\n`

  it('keeps what both changed, and each line once', () => {
    const both = keepBoth(conflict('  // edit a\n  // edit b\n', '  // edit a\n  // edit c\n'))
    expect(both).toBe('before\n  // edit a\n  // edit b\n  // edit c\nafter\n')
  })

  it('drops the untouched line where one side changed it', () => {
    expect(keepBoth(conflict('  /* part 1 */\n', '  /* part 1 */ // edit a\n'))).toBe(
      'before\n  /* part 1 */ // edit a\nafter\n',
    )
  })

  it('leaves no conflict behind', () => {
    expect(() => keepBoth('<<<<<<< HEAD\n')).toThrow('not resolved')
  })
})
