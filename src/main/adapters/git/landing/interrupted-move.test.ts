import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { PreparedLanding } from '../../../ports/git.ts'
import { type LandingFixture, makeLandingFixture } from './testing/landing-fixture.ts'
import { changedPaths, takeSnapshot } from './testing/snapshot.ts'

const opened: LandingFixture[] = []
afterEach(() => {
  for (const fixture of opened.splice(0)) fixture.repository.dispose()
})

interface Interrupted {
  readonly fixture: LandingFixture
  readonly prepared: PreparedLanding
  readonly lock: string
  follow(): ReturnType<LandingFixture['operations']['followCheckout']>
  contentOf(name: string): string
}

const files = { 'a.txt': 'one\n', 'b.txt': 'two\n', 'gone/c.txt': 'three\n' }
const landed = { 'a.txt': 'ONE and more\n', 'b.txt': 'TWO\n', 'gone/c.txt': null, 'new/d.txt': 'four\n' }

/** A checkout as a host leaves it that is killed while it holds the lock. No process has this pid. */
async function interrupt(): Promise<Interrupted> {
  const fixture = makeLandingFixture({ files })
  opened.push(fixture)
  const prepared = await fixture.prepare(fixture.work(landed))
  if (!prepared.ok) throw new Error('not prepared')
  const lock = path.join(fixture.repository.gitDirectory, 'index.lock')
  const move = { branch: 'main', before: prepared.value.before, after: prepared.value.commit }
  writeFileSync(lock, JSON.stringify({ switchyard: move, token: 'dead', pid: 2 ** 22 + 1, startTime: null }))
  writeFileSync(path.join(fixture.repository.gitDirectory, 'index.switchyard-dead.lock'), 'half')
  return {
    fixture,
    prepared: prepared.value,
    lock,
    follow: () => fixture.operations.followCheckout(fixture.repository.folder, move),
    contentOf: (name) => readFileSync(path.join(fixture.repository.folder, name), 'utf8'),
  }
}

describe('after a crash in the middle of a move', () => {
  it('before the branch moved: nothing happened, and the lock is put away', async () => {
    const { fixture, prepared, lock } = await interrupt()
    const before = takeSnapshot(fixture.repository.folder)
    const found = await fixture.operations.locate(fixture.place.repository, 'main', prepared.commit)
    expect(found).toEqual({ ok: true, value: 'absent' })
    expect(existsSync(lock)).toBe(false)
    const changed = changedPaths(before, takeSnapshot(fixture.repository.folder))
    expect(changed).toEqual(['.git/index.lock', '.git/index.switchyard-dead.lock'])
    expect(await fixture.apply(prepared)).toBeNull()
  })

  it('after the branch moved, with files half written: following completes', async () => {
    const { fixture, prepared, lock, follow, contentOf } = await interrupt()
    const { repository } = fixture
    repository.git('update-ref', 'refs/heads/main', prepared.commit)
    repository.write({ 'a.txt': 'ONE and', 'new/d.txt': 'four\n', own: 'mine\n' })
    rmSync(path.join(repository.folder, 'b.txt'))
    expect(await follow()).toEqual({ ok: true, value: undefined })
    expect(existsSync(lock)).toBe(false)
    expect(repository.git('status', '--porcelain')).toBe('?? own')
    expect(contentOf('a.txt')).toBe('ONE and more\n')
    expect(existsSync(path.join(repository.folder, 'gone'))).toBe(false)
    const settled = takeSnapshot(repository.folder)
    expect(await follow()).toEqual({ ok: true, value: undefined })
    expect(changedPaths(settled, takeSnapshot(repository.folder))).toEqual([])
  })

  it('after the index was put in place: only the lock is left to remove', async () => {
    const { fixture, prepared, lock, follow } = await interrupt()
    fixture.repository.git('update-ref', 'refs/heads/main', prepared.commit)
    const held = readFileSync(lock)
    rmSync(lock)
    fixture.repository.git('reset', '-q', '--hard')
    writeFileSync(lock, held)
    expect(await follow()).toEqual({ ok: true, value: undefined })
    expect(existsSync(lock)).toBe(false)
    expect(fixture.repository.git('status', '--porcelain')).toBe('')
  })

  it('a file edited since is never overwritten: the host can take the move back', async () => {
    const { fixture, prepared, lock, follow, contentOf } = await interrupt()
    const { repository } = fixture
    repository.git('update-ref', 'refs/heads/main', prepared.commit)
    repository.write({ 'a.txt': 'edited by a person\n', 'b.txt': 'TWO\n' })
    expect(await follow()).toMatchObject({ error: { code: 'checkout-in-use', facts: { paths: ['a.txt'] } } })
    expect(existsSync(lock)).toBe(true)
    const back = { branch: 'main', before: prepared.commit, after: prepared.before ?? '' }
    const returned = await fixture.operations.moveReference(fixture.place.repository, { ...back, reason: 'back' })
    expect(returned).toEqual({ ok: true, value: undefined })
    expect(existsSync(lock)).toBe(false)
    expect(repository.git('rev-parse', 'main')).toBe(prepared.before)
    expect(contentOf('a.txt')).toBe('edited by a person\n')
    expect(repository.git('status', '--porcelain')).toBe(' M a.txt')
  })

  it('the next landing settles it first', async () => {
    const { fixture, prepared } = await interrupt()
    fixture.repository.git('update-ref', 'refs/heads/main', prepared.commit)
    await fixture.land(fixture.work({ 'new/e.txt': 'five\n' }))
    expect(fixture.repository.git('status', '--porcelain')).toBe('')
    expect(fixture.repository.git('ls-files')).toBe('a.txt\nb.txt\nnew/d.txt\nnew/e.txt')
  })

  it('a lock whose host is alive is respected', async () => {
    const { fixture, prepared, lock } = await interrupt()
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(/"pid":\d+/, `"pid":${process.ppid}`))
    const before = takeSnapshot(fixture.repository.folder)
    expect(await fixture.apply(prepared)).toMatchObject({ code: 'checkout-in-use' })
    expect(changedPaths(before, takeSnapshot(fixture.repository.folder))).toEqual([])
  })
})

describe('following without a crash', () => {
  it('does nothing where the person went on, switched away or removed the checkout', async () => {
    const fixture = makeLandingFixture({ files })
    opened.push(fixture)
    const { repository } = fixture
    const landing = await fixture.land(fixture.work(landed))
    const move = { branch: 'main', before: landing.before, after: landing.commit }
    repository.write({ 'a.txt': 'edited\n' })
    repository.git('add', 'a.txt')
    const edited = takeSnapshot(repository.folder)
    expect((await fixture.operations.followCheckout(repository.folder, move)).ok).toBe(true)
    expect(changedPaths(edited, takeSnapshot(repository.folder))).toEqual([])
    repository.git('commit', '-q', '-m', 'on top')
    expect((await fixture.operations.followCheckout(repository.folder, move)).ok).toBe(true)
    repository.git('checkout', '-q', '-b', 'other', landing.before ?? '')
    const other = takeSnapshot(repository.folder)
    expect((await fixture.operations.followCheckout(repository.folder, move)).ok).toBe(true)
    expect(changedPaths(other, takeSnapshot(repository.folder))).toEqual([])
    expect((await fixture.operations.followCheckout(path.join(repository.sandbox, 'none'), move)).ok).toBe(true)
  })

  it('brings a checkout along whose branch somebody else moved', async () => {
    const fixture = makeLandingFixture({ files })
    opened.push(fixture)
    const prepared = await fixture.prepare(fixture.work(landed))
    if (!prepared.ok) throw new Error('not prepared')
    const move = { branch: 'main', before: prepared.value.before, after: prepared.value.commit }
    const follow = () => fixture.operations.followCheckout(fixture.repository.folder, move)
    expect(await follow()).toMatchObject({ error: { code: 'reference-moved' } })
    fixture.repository.git('update-ref', 'refs/heads/main', prepared.value.commit)
    expect((await follow()).ok).toBe(true)
    expect(fixture.repository.git('status', '--porcelain')).toBe('')
  })
})
