import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LineRange } from '../ports/git.ts'
import { CoChangeIndex } from './co-change-index.ts'
import { conflictEvidence } from './conflicts.ts'
import { historyEvidence } from './history.ts'
import { changesOf, meetingLines, overlapEvidence } from './overlap.ts'
import { reachEvidence } from './reach.ts'
import { isReadable, referencesIn } from './references.ts'

const changes = (files: Readonly<Record<string, readonly (readonly [number, number])[] | null>>) =>
  changesOf(
    Object.entries(files).map(([path, lines]) => ({
      path,
      lines: lines?.map(([from, to]) => ({ from, to })) ?? null,
    })),
  )

describe('overlap', () => {
  it('counts the same lines most, then near ones, then the same file', () => {
    const one = changes({ 'a.ts': [[10, 12]], 'own.ts': [[1, 1]] })
    const same = overlapEvidence(one, changes({ 'a.ts': [[12, 20]] }))
    const near = overlapEvidence(one, changes({ 'a.ts': [[15, 20]] }))
    const apart = overlapEvidence(one, changes({ 'a.ts': [[90, 95]] }))
    expect(same).toMatchObject({ value: 1, spots: [{ path: 'a.ts', lines: { from: 10, to: 20 } }] })
    expect(same?.details).toEqual(['Both change lines 10–20 of a.ts.'])
    expect([near?.value, apart?.value, apart?.spots]).toEqual([0.6, 0.25, []])
    expect(overlapEvidence(one, changes({ 'b.ts': null }))).toBeNull()
  })

  it('makes little of files that tools make, and of lines that can not be compared', () => {
    const lock = changes({ 'web/package-lock.json': [[1, 900]] })
    expect(overlapEvidence(lock, lock)?.value).toBe(0.2)
    const one = changes({ 'a.ts': [[1, 3]] })
    expect(overlapEvidence(one, one, new Set(['a.ts']))).toMatchObject({ value: 0.25, spots: [] })
    expect(overlapEvidence(changes({ 'new.ts': null }), changes({ 'new.ts': null }))).toMatchObject({ value: 1 })
  })

  it('finds where ranges meet exactly as looking at every line does', () => {
    const ranges = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 5 })), { maxLength: 6 })
      .map((parts) => {
        const lines = new Set(parts.flatMap(([from, more]) => Array.from({ length: more + 1 }, (_, at) => from + at)))
        return rangesOf(lines)
      })
    fc.assert(
      fc.property(ranges, ranges, (one, other) => {
        const shared = linesOf(one).filter((line) => linesOf(other).includes(line))
        const met = linesOf(meetingLines(one, other))
        expect(shared.every((line) => met.includes(line))).toBe(true)
        expect(met.length > 0).toBe(shared.length > 0)
      }),
    )
  })
})

function linesOf(ranges: readonly LineRange[]): readonly number[] {
  return ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at))
}

function rangesOf(lines: ReadonlySet<number>): readonly LineRange[] {
  const ranges: { from: number; to: number }[] = []
  for (const line of [...lines].sort((one, other) => one - other)) {
    const last = ranges.at(-1)
    if (last?.to === line - 1) last.to = line
    else ranges.push({ from: line, to: line })
  }
  return ranges
}

describe('conflicts', () => {
  it('name the lines where both sides tell them, else the file', () => {
    const one = changes({ 'a.ts': [[10, 12]], 'b.ts': null })
    const other = changes({ 'a.ts': [[13, 14]], 'b.ts': [[1, 1]] })
    const found = conflictEvidence(['a.ts', 'b.ts'], { one, other, moved: new Set() })
    expect(found).toMatchObject({
      kind: 'conflict',
      spots: [
        { path: 'a.ts', lines: { from: 10, to: 14 } },
        { path: 'b.ts', lines: null },
      ],
    })
    expect(found?.value).toBeGreaterThan(0.9)
    expect(conflictEvidence([], { one, other, moved: new Set() })).toBeNull()
  })
})

describe('history', () => {
  const index = new CoChangeIndex()
  index.add([
    ...Array.from({ length: 6 }, () => ['api.ts', 'client.ts']),
    ...Array.from({ length: 30 }, (_, at) => ['config.ts', `file${at}.ts`]),
    ['config.ts', 'file1.ts'],
    ['once.ts', 'twice.ts'],
    Array.from({ length: 51 }, (_, at) => `moved${at}.ts`),
    Array.from({ length: 51 }, (_, at) => `moved${at}.ts`),
  ])

  it('counts what changes mostly together, not what changes with everything, once, or in a mass', () => {
    const close = historyEvidence(index, ['api.ts'], ['client.ts', 'else.ts'])
    expect(close?.value).toBe(0.8)
    expect(close?.details).toEqual(['api.ts and client.ts changed together in 6 of up to 6 commits.'])
    expect(historyEvidence(index, ['file1.ts'], ['config.ts'])?.value).toBeLessThan(0.2)
    expect(historyEvidence(index, ['once.ts'], ['twice.ts'])).toBeNull()
    expect(historyEvidence(index, ['moved1.ts'], ['moved2.ts'])).toBeNull()
    expect(historyEvidence(index, ['api.ts'], ['api.ts'])).toBeNull()
    expect(index.size).toBe(38)
  })

  it('is the same from both sides', () => {
    const [one, other] = [
      ['api.ts', 'config.ts'],
      ['client.ts', 'file1.ts', 'file2.ts'],
    ]
    expect(historyEvidence(index, other, one)?.value).toBe(historyEvidence(index, one, other)?.value)
  })
})

describe('references', () => {
  it.each([
    [
      'src/a.ts',
      "import { b } from './b.ts'\nexport * from '../lib/c'\nconst d = require('d')",
      ['./b.ts', '../lib/c', 'd'],
    ],
    ['src/a.py', 'from .b import c\nfrom ..d.e import f\nimport g.h', ['./b', '../d/e', 'g/h']],
    ['a.go', 'import (\n\t"fmt"\n\tx "example.org/m/pkg"\n)', ['fmt', 'example.org/m/pkg']],
    ['src/a.rs', 'use crate::b::c;\nmod d;', ['crate/b/c', 'd']],
    ['A.java', 'import static org.shop.Cart.total;', ['org/shop/Cart/total']],
    ['a.c', '#include "b.h"\n#include <stdio.h>', ['b.h', 'stdio.h']],
    ['a.md', "import x from './b'", []],
  ])('of %s are found', (path, text, found) => {
    expect(referencesIn(path, text)).toEqual(found)
    expect(isReadable(path)).toBe(path !== 'a.md')
  })

  it('lead from one side to the other, whichever uses which', () => {
    const uses = (path: string, ...names: readonly string[]) => ({
      references: new Map([[path, names]]),
      paths: [path],
    })
    const nothing = (...paths: readonly string[]) => ({ references: new Map(), paths })
    expect(reachEvidence(uses('src/a.ts', './lib/b.ts'), nothing('src/lib/b.ts'))).toMatchObject({
      value: 0.8,
      details: ['src/a.ts uses src/lib/b.ts.'],
    })
    expect(reachEvidence(nothing('src/lib/index.ts'), uses('src/x/a.ts', '../lib'))).toMatchObject({ value: 0.8 })
    expect(reachEvidence(uses('app/a.py', './b'), nothing('app/b/__init__.py'))).not.toBeNull()
    expect(reachEvidence(uses('cmd/a.go', 'example.org/m/pkg/b'), nothing('m/pkg/b'))).not.toBeNull()
    expect(reachEvidence(uses('src/a.ts', './b.ts'), nothing('other/b.ts'))).toBeNull()
    expect(reachEvidence(uses('src/a.ts', 'react'), nothing('src/ui/react.ts'))).toBeNull()
  })
})
