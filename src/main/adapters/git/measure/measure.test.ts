import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WorktreePlace } from '../../../ports/git.ts'
import { writeFiles } from '../testing/repository.ts'
import { makeWorktreeFixture, valueIn, type WorktreeFixture } from '../testing/worktree-fixture.ts'
import { parsePatchLines } from './patch-lines.ts'

const numbered = (change: Readonly<Record<number, string>> = {}) =>
  Array.from({ length: 40 }, (_, at) => `${change[at + 1] ?? `line ${at + 1}`}\n`).join('')

describe('measuring threads on real git', () => {
  let fixture: WorktreeFixture
  let one: WorktreePlace
  let other: WorktreePlace

  beforeEach(async () => {
    const files = { 'f.txt': numbered(), 'with "quotes"\n.txt': numbered(), 'picture.bin': Buffer.from([0, 1, 2]) }
    fixture = makeWorktreeFixture({ files })
    one = await fixture.create()
    const beside = (place: string) => place.replace(/t1$/, 't:2')
    other = await fixture.create({
      thread: 't2',
      folder: beside(one.folder),
      ledger: beside(one.ledger),
      branch: 'sy/other-2',
    })
  })
  afterEach(async () => {
    await fixture.port.close()
    fixture.dispose()
  })

  const standing = async (place: WorktreePlace) => {
    const tree = valueIn(await fixture.port.worktreeTree(place))
    return { repository: place.repository, ledger: place.ledger, tree, base: place.base }
  }

  it('names changed lines of the old side, and nothing of what has none', async () => {
    writeFiles(one.folder, {
      'f.txt': numbered({ 3: 'three', 4: 'four', 10: 'line 10\ndiff --git a/x b/x', 20: '@@ -1 +1 @@' }),
      'with "quotes"\n.txt': numbered({ 1: 'first' }),
      'picture.bin': Buffer.from([0, 9]),
      'new.txt': 'new\n',
    })
    const { ledger, tree } = await standing(one)
    expect(valueIn(await fixture.port.changedLines({ ledger, from: one.base, to: tree }))).toEqual([
      {
        path: 'f.txt',
        lines: [
          { from: 3, to: 4 },
          { from: 10, to: 11 },
          { from: 20, to: 20 },
        ],
      },
      { path: 'new.txt', lines: null },
      { path: 'picture.bin', lines: null },
      { path: 'with "quotes"\n.txt', lines: [{ from: 1, to: 1 }] },
    ])
  })

  it('predicts conflicts between two private repositories and leaves nothing behind', async () => {
    writeFiles(one.folder, { 'f.txt': numbered({ 3: 'three' }), 'picture.bin': Buffer.from([0, 9]) })
    writeFiles(other.folder, { 'f.txt': numbered({ 3: 'THREE' }), 'picture.bin': null })
    const [ours, theirs] = [await standing(one), await standing(other)]
    const before = readdirSync(one.ledger)
    expect(valueIn(await fixture.port.mergeTrees([{ ours, theirs }]))).toEqual([['f.txt', 'picture.bin']])
    writeFiles(other.folder, { 'f.txt': numbered({ 30: 'thirty' }), 'picture.bin': Buffer.from([0, 1, 2]) })
    expect(valueIn(await fixture.port.mergeTrees([{ ours, theirs: await standing(other) }]))).toEqual([[]])
    expect(readdirSync(one.ledger)).toEqual(before)
  })

  it('takes the base from the history where one started later', async () => {
    const later = fixture.commit({ 'f.txt': numbered({ 3: 'landed' }) })
    writeFiles(one.folder, { 'f.txt': numbered({ 30: 'thirty' }) })
    const theirs = {
      repository: other.repository,
      ledger: other.ledger,
      tree: fixture.git('rev-parse', `${later}^{tree}`),
      base: later,
    }
    expect(valueIn(await fixture.port.mergeTrees([{ ours: await standing(one), theirs }]))).toEqual([[]])
  })
})

describe('a patch that was cut off', () => {
  it('has no lines for the files that are not whole', () => {
    const raw = [':100644 100644 a b M', 'one', ':100644 100644 a b M', 'two', ''].join('\0')
    const patch = 'diff --git a/one b/one\n--- a/one\n+++ b/one\n@@ -2 +2 @@\n-a\n+b\n'
    expect(parsePatchLines(Buffer.from(`${raw}\0${patch}`))).toEqual([
      { path: 'one', lines: [{ from: 2, to: 2 }] },
      { path: 'two', lines: null },
    ])
    expect(parsePatchLines(Buffer.from(''))).toEqual([])
  })
})
