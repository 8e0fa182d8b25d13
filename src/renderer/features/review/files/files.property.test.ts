import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChangedFile } from '../../../../shared/contract/channels/review.ts'
import { filterFiles, orderFiles, stepFile } from './file-order.ts'
import { countViewed, isViewed, nextUnviewed, type ViewedMarks, withViewed } from './viewed.ts'

const changed = (path: string, blob: string | null = 'b'): ChangedFile => ({
  ...{ path, previousPath: null, status: 'modified', binary: false, additions: 1, deletions: 0, blob },
})
const name = fc.constantFrom('a', 'b', 'B', 'src', 'constructor', '__proto__', 'x.ts')
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
const files = fc.uniqueArray(path, { maxLength: 12 }).map((paths) => paths.map((one) => changed(one)))
const paths = (list: readonly ChangedFile[]) => list.map((file) => file.path)

describe('the order of files', () => {
  it('has folders before files, and names without regard to case', () => {
    const list = ['z.ts', 'src/b.ts', 'src/api/x.ts', 'README', 'a/b', 'src/A.ts'].map((one) => changed(one))
    expect(paths(orderFiles(list))).toEqual(['a/b', 'src/api/x.ts', 'src/A.ts', 'src/b.ts', 'README', 'z.ts'])
  })

  it('is one order whatever the host sends, and keeps every folder together', () => {
    fc.assert(
      fc.property(files, (list) => {
        const ordered = paths(orderFiles(list))
        expect(paths(orderFiles(list.toReversed()))).toEqual(ordered)
        expect(ordered.toSorted()).toEqual(paths(list).toSorted())
        for (const folder of new Set(
          ordered.flatMap((one) =>
            one
              .split('/')
              .slice(0, -1)
              .map((_, at, parts) => `${parts.slice(0, at + 1).join('/')}/`),
          ),
        )) {
          const inside = ordered.map((one) => one.startsWith(folder))
          expect(inside.lastIndexOf(true) - inside.indexOf(true) + 1).toBe(inside.filter(Boolean).length)
        }
      }),
    )
  })

  it('reaches every file by steps, and stops at both ends', () => {
    fc.assert(
      fc.property(files, (list) => {
        const visited: string[] = []
        let at = stepFile(list, null, 1)
        for (const _ of list) {
          if (at !== null) visited.push(at)
          at = stepFile(list, at, 1)
        }
        expect(visited).toEqual(paths(list))
        expect(stepFile(list, list.at(-1)?.path ?? null, 1)).toBe(list.at(-1)?.path ?? null)
        expect(stepFile(list, list[0]?.path ?? null, -1)).toBe(list[0]?.path ?? null)
      }),
    )
  })

  it('filters by every word, by the earlier name too', () => {
    const list = [{ ...changed('src/new.ts'), previousPath: 'lib/old.ts' }, changed('docs/a.md')]
    expect(paths(filterFiles(list, 'OLD lib'))).toEqual(['src/new.ts'])
    expect(filterFiles(list, ' ')).toBe(list)
  })
})

describe('marks of what was viewed', () => {
  it('hold for the content that was looked at and for no other', () => {
    fc.assert(
      fc.property(path, fc.option(fc.string()), fc.option(fc.string()), (one, before, after) => {
        const marks = withViewed({}, changed(one, before), true)
        expect(isViewed(marks, changed(one, after))).toBe((before ?? 'gone') === (after ?? 'gone'))
        expect(isViewed(withViewed(marks, changed(one, before), false), changed(one, before))).toBe(false)
      }),
    )
  })

  it('are counted, and lead to each file that has none', () => {
    fc.assert(
      fc.property(files, (list) => {
        let marks: ViewedMarks = {}
        let at: string | null = list[0]?.path ?? null
        for (let seen = 0; at !== null; seen += 1) {
          expect(countViewed(marks, list)).toBe(seen)
          const file = changed(at)
          marks = withViewed(marks, file, true)
          at = nextUnviewed(marks, list, at)
        }
        expect(countViewed(marks, list)).toBe(list.length)
      }),
    )
  })
})
