import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { PreparedLanding } from '../../../ports/git.ts'
import type { TestFiles } from '../testing/repository.ts'
import { type LandingFixture, makeLandingFixture } from './testing/landing-fixture.ts'
import { changedPaths, takeSnapshot } from './testing/snapshot.ts'

const opened: LandingFixture[] = []
afterEach(() => {
  for (const fixture of opened.splice(0)) fixture.repository.dispose()
})

function fixtureOf(files: TestFiles = { 'a.txt': 'one\n', 'b.txt': 'two\n' }): LandingFixture {
  const fixture = makeLandingFixture({ files })
  opened.push(fixture)
  return fixture
}

function prepareUndo(fixture: LandingFixture, landing: PreparedLanding) {
  const { repository, ledger } = fixture.place
  return fixture.operations.prepareUndo({
    gitDirectory: repository,
    ledger,
    into: landing.into,
    landed: landing.commit,
    before: landing.before,
    message: 'Take it back',
    timestampMs: 1_780_000_100_000,
  })
}

async function undo(fixture: LandingFixture, landing: PreparedLanding): Promise<PreparedLanding> {
  const prepared = await prepareUndo(fixture, landing)
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.error))
  expect(await fixture.apply(prepared.value)).toBeNull()
  return prepared.value
}

describe('undoing a landing', () => {
  it('goes back while the landing is the tip, and keeps other work', async () => {
    const fixture = fixtureOf()
    const { repository } = fixture
    repository.write({ 'b.txt': 'mine\n', own: 'mine\n' })
    const landing = await fixture.land(fixture.work({ 'a.txt': 'ONE\n', new: 'x\n' }))
    const undone = await undo(fixture, landing)
    expect(undone).toMatchObject({ before: landing.commit, commit: landing.before, checkouts: [repository.folder] })
    expect(repository.git('rev-parse', 'main')).toBe(landing.before)
    expect(repository.git('status', '--porcelain')).toBe(' M b.txt\n?? own')
    expect(readFileSync(path.join(repository.folder, 'a.txt'), 'utf8')).toBe('one\n')
  })

  it('makes a revert commit when the branch has gone on', async () => {
    const fixture = fixtureOf()
    const { repository } = fixture
    const landing = await fixture.land(fixture.work({ 'a.txt': 'ONE\n', new: 'x\n' }))
    const tip = repository.commit({ 'b.txt': 'person\n' })
    const undone = await undo(fixture, landing)
    expect(repository.git('rev-parse', 'main^')).toBe(tip)
    expect(repository.git('log', '-1', '--format=%s', 'main')).toBe('Take it back')
    expect(repository.git('diff', '--name-status', landing.before ?? '', 'main')).toBe('M\tb.txt')
    expect(repository.git('status', '--porcelain')).toBe('')
    expect(undone.notice).toBeUndefined()
    expect(await prepareUndo(fixture, landing)).toMatchObject({ error: { code: 'landing-empty' } })
  })

  it('names what conflicts and changes nothing', async () => {
    const fixture = fixtureOf()
    const landing = await fixture.land(fixture.work({ 'a.txt': 'ONE\n' }))
    fixture.repository.commit({ 'a.txt': 'person\n' })
    const before = takeSnapshot(fixture.repository.folder)
    expect(await prepareUndo(fixture, landing)).toMatchObject({
      error: { code: 'landing-conflict', facts: { conflicts: [{ path: 'a.txt', kind: 'content' }] } },
    })
    expect(changedPaths(before, takeSnapshot(fixture.repository.folder))).toEqual([])
  })

  it('is refused where the checkout has work of its own there', async () => {
    const fixture = fixtureOf()
    const landing = await fixture.land(fixture.work({ 'a.txt': 'ONE\n' }))
    fixture.repository.write({ 'a.txt': 'mine\n' })
    const before = takeSnapshot(fixture.repository.folder)
    expect(await prepareUndo(fixture, landing)).toMatchObject({
      error: { code: 'checkout-in-use', facts: { paths: ['a.txt'] } },
    })
    expect(changedPaths(before, takeSnapshot(fixture.repository.folder))).toEqual([])
  })

  it('finds nothing to undo where the person took the landing away', async () => {
    const fixture = fixtureOf()
    const landing = await fixture.land(fixture.work({ 'a.txt': 'ONE\n' }))
    fixture.repository.git('reset', '-q', '--hard', landing.before ?? '')
    expect(await prepareUndo(fixture, landing)).toMatchObject({ error: { code: 'landing-empty' } })
    fixture.repository.git('checkout', '-q', '--detach')
    fixture.repository.git('branch', '-D', 'main')
    expect(await prepareUndo(fixture, landing)).toMatchObject({ error: { code: 'branch-not-found' } })
  })

  it('has no commit to go back to after the first one, but takes it back further on', async () => {
    const first = makeLandingFixture()
    opened.push(first)
    const landing = await first.land(first.work({ a: '1\n' }))
    expect(await prepareUndo(first, landing)).toMatchObject({ error: { code: 'repository-unborn' } })
    first.repository.commit({ b: '2\n' })
    await undo(first, landing)
    expect(first.repository.git('ls-files')).toBe('b')
  })
})

describe('locating a commit', () => {
  it('tells tip, ancestor, former tip and stranger apart', async () => {
    const fixture = fixtureOf()
    const { repository } = fixture
    const where = (commit: string, branch = 'main') =>
      fixture.operations.locate(fixture.place.repository, branch, commit).then((found) => found.ok && found.value)
    const prepared = await fixture.prepare(fixture.work({ 'a.txt': 'ONE\n' }))
    if (!prepared.ok) throw new Error('not prepared')
    expect(await where(prepared.value.commit)).toBe('absent')
    await fixture.apply(prepared.value)
    expect(await where(prepared.value.commit)).toBe('is-tip')
    repository.commit({ c: 'c\n' })
    expect(await where(prepared.value.commit)).toBe('is-ancestor')
    repository.git('reset', '-q', '--hard', prepared.value.before ?? '')
    expect(await where(prepared.value.commit)).toBe('was-tip')
    expect(await where('1'.repeat(40))).toBe('absent')
    expect(await where(prepared.value.commit, 'nowhere')).toBe('absent')
  })
})
