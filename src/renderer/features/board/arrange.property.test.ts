import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrange, type Hold, sameSections } from './arrange.ts'
import { foldable, type Section, type SectionKind, sectionKey, sectionOrder } from './sections.ts'

const ids = Array.from({ length: 12 }, (_, at) => `t${at}`)

const teams = ['x', 'y', 'z']

/** Each thread in one section, in some order, or in none; teams in any order. */
const order = fc
  .tuple(
    fc.shuffledSubarray(ids),
    fc.array(fc.constantFrom(...sectionOrder), { minLength: ids.length, maxLength: ids.length }),
    fc.shuffledSubarray(teams),
  )
  .map(([threads, kinds, known]): readonly Section[] =>
    sectionOrder.flatMap((kind): readonly Section[] => {
      const own = threads.filter((_, at) => kinds[at] === kind)
      if (kind !== 'together' || known.length === 0) return own.length === 0 ? [] : [{ kind, threads: own }]
      return known.map((team, at) => ({ kind, team, threads: own.filter((_, index) => index % known.length === at) }))
    }),
  )
const keys = [...sectionOrder, ...teams.map((team) => sectionKey({ kind: 'together', team }))]
const folded = fc.subarray([...foldable]).map((kinds): ReadonlySet<SectionKind> => new Set(kinds))
const hold = fc.record({ over: fc.option(fc.constantFrom(...keys)), folded, gone: fc.subarray(ids) })

const threadsOf = (sections: readonly Section[]) => sections.flatMap(({ threads }) => threads)
/** What is drawn, from the top: lines of sections, and rows of those that are open. */
const linesOf = (sections: readonly Section[], closed: ReadonlySet<SectionKind>) =>
  sections.flatMap((section) => [`# ${sectionKey(section)}`, ...(closed.has(section.kind) ? [] : section.threads)])

type Case = { over: string | null; folded: ReadonlySet<SectionKind>; gone: readonly string[] }
/** What left the model can't be in the fresh order. */
const holdOf = ({ over, folded: closed, gone }: Case, fresh: readonly Section[]): Hold => {
  const there = new Set(threadsOf(fresh))
  return { over, folded: closed, exists: (thread) => there.has(thread) || !gone.includes(thread) }
}

describe('arranging rows', () => {
  it('is the fresh order when nobody points at the list', () => {
    fc.assert(
      fc.property(order, order, (previous, fresh) => {
        expect(arrange(previous, fresh, null)).toEqual({ sections: fresh, waiting: [] })
      }),
    )
  })

  it('doubles no row, and loses none: it is drawn or it waits', () => {
    fc.assert(
      fc.property(order, order, hold, (previous, fresh, how) => {
        const { sections, waiting } = arrange(previous, fresh, holdOf(how, fresh))
        const shown = threadsOf(sections)
        expect(new Set(shown).size).toBe(shown.length)
        expect(new Set(waiting).size).toBe(waiting.length)
        const found = new Set([...shown, ...waiting])
        expect(threadsOf(fresh).filter((thread) => !found.has(thread))).toEqual([])
      }),
    )
  })

  it('moves nothing down to where the pointer is', () => {
    fc.assert(
      fc.property(order, order, hold, (previous, fresh, how) => {
        const held = holdOf({ ...how, gone: [] }, fresh)
        const { sections } = arrange(previous, fresh, held)
        const at = previous.findIndex((section) => sectionKey(section) === how.over)
        const before = linesOf(how.over === null ? previous : previous.slice(0, at + 1), how.folded)
        const after = linesOf(sections, how.folded)
        if (how.over === null) {
          // Below everything: what was there keeps its order, and only ends of sections grow.
          expect(after.filter((line) => before.includes(line))).toEqual(before)
        } else expect(after.slice(0, before.length)).toEqual(before)
      }),
    )
  })

  it('puts what is new at the end of its section', () => {
    fc.assert(
      fc.property(order, order, hold, (previous, fresh, how) => {
        const held = holdOf(how, fresh)
        const { sections } = arrange(previous, fresh, held)
        for (const place of sections) {
          const { kind, threads } = place
          if (how.folded.has(kind)) continue
          const known = new Set(previous.find((section) => sectionKey(section) === sectionKey(place))?.threads)
          const firstNew = threads.findIndex((thread) => !known.has(thread))
          if (firstNew >= 0) expect(threads.slice(firstNew).some((thread) => known.has(thread))).toBe(false)
        }
      }),
    )
  })

  it('stays as it is when asked again, and has nothing to tell where nothing differs', () => {
    fc.assert(
      fc.property(order, order, hold, (previous, fresh, how) => {
        const held = holdOf(how, fresh)
        const once = arrange(previous, fresh, held)
        expect(sameSections(arrange(once.sections, fresh, held).sections, once.sections)).toBe(true)
        expect(arrange(fresh, fresh, held).waiting).toEqual([])
      }),
    )
  })

  it('tells of a row that will move, and keeps it in place until then', () => {
    const previous: readonly Section[] = [{ kind: 'working', threads: ['a', 'b'] }]
    const fresh: readonly Section[] = [
      { kind: 'needs-you', threads: ['a'] },
      { kind: 'working', threads: ['b'] },
    ]
    const held: Hold = { over: 'working', folded: new Set(), exists: () => true }
    expect(arrange(previous, fresh, held)).toEqual({ sections: previous, waiting: ['a'] })
  })
})
