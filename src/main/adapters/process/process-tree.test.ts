import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProcessRow } from './process-row.ts'
import { ProcessTree } from './process-tree.ts'

function row(pid: number, more: Partial<ProcessRow> = {}): ProcessRow {
  return { pid, parent: 1, group: pid, session: pid, startTime: `t${pid}`, zombie: false, marker: null, ...more }
}

const root = { pid: 100, startTime: 't100' }
const pids = (rows: readonly ProcessRow[]) => rows.map((one) => one.pid).sort((a, b) => a - b)

describe('process tree', () => {
  it('holds exactly the descendants, in any order of the list', () => {
    const parents = fc.array(fc.nat(), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(parents, fc.infiniteStream(fc.nat()), (choices, order) => {
        // Process n has a parent among 0 … n-1; the first is a child of init, the second is the root.
        const rows = [row(200), row(100)]
        for (const [at, choice] of choices.entries())
          rows.push(row(300 + at, { parent: rows[choice % rows.length]?.pid ?? 1 }))
        const parentOf = new Map(rows.map((one) => [one.pid, one.parent]))
        const descends = (pid: number): boolean => pid === 100 || (pid !== 1 && descends(parentOf.get(pid) ?? 1))
        const shuffled = rows.toSorted(() => ((order.next().value ?? 0) % 2) - 0.5)
        expect(pids(new ProcessTree([root], null).living(shuffled))).toEqual(
          pids(rows.filter((one) => descends(one.pid))),
        )
      }),
    )
  })

  it('remembers a child whose parent has ended', () => {
    const tree = new ProcessTree([root], null)
    tree.living([row(100), row(101, { parent: 100 }), row(102, { parent: 101 })])
    expect(pids(tree.living([row(102), row(103, { parent: 102 }), row(104)]))).toEqual([102, 103])
  })

  it('takes members of its group and session, also after the leader has ended', () => {
    const members = [row(101, { group: 100 }), row(102, { session: 100 }), row(103)]
    expect(pids(new ProcessTree([root], null).living(members))).toEqual([101, 102])
  })

  it('leaves those alone whose leader or parent has the pid of a member that ended', () => {
    const reused = row(100, { startTime: 'later' })
    const strangers = [reused, row(101, { parent: 100 }), row(102, { group: 100, session: 100 })]
    expect(new ProcessTree([root], null).living(strangers)).toEqual([])
  })

  it('finds by marker, and what those started', () => {
    const rows = [row(101, { marker: 'ours' }), row(102, { parent: 101 }), row(103, { marker: 'other' })]
    expect(pids(new ProcessTree([], 'ours').living(rows))).toEqual([101, 102])
  })

  it('does not count zombies, but follows them', () => {
    const rows = [row(100, { zombie: true }), row(101, { parent: 100 })]
    expect(pids(new ProcessTree([root], null).living(rows))).toEqual([101])
  })

  it('never holds init or the process that looks', () => {
    const rows = [row(1, { marker: 'ours' }), row(process.pid, { marker: 'ours' })]
    expect(new ProcessTree([], 'ours').living(rows)).toEqual([])
  })
})
