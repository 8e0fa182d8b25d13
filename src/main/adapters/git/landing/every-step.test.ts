import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { PreparedLanding } from '../../../ports/git.ts'
import type { GitCall, GitRunner } from '../runner.ts'
import { createLandingOperations } from './operations.ts'
import { type LandingFixture, makeLandingFixture } from './testing/landing-fixture.ts'
import { changedPaths, takeSnapshot } from './testing/snapshot.ts'

const clock = { now: () => 0, monotonic: () => 0, after: () => () => undefined }
const files = { a: 'one\n', b: 'two\n', 'gone/c': 'three\n', keep: 'keep\n' }
const work = { a: 'ONE\n', b: null, 'gone/c': null, 'new/d': 'four\n' }

/** The fixture's git, with something happening before each call. */
function watched(fixture: LandingFixture, before: (call: GitCall) => void): GitRunner {
  const { runner } = fixture.repository
  return {
    open: (call) => runner.open(call),
    run(call) {
      before(call)
      return runner.run(call)
    },
  }
}

async function preparedLanding(fixture: LandingFixture): Promise<PreparedLanding> {
  fixture.repository.write({ keep: 'mine\n', own: 'mine\n' })
  const prepared = await fixture.prepare(fixture.work(work))
  if (!prepared.ok) throw new Error(prepared.error.message)
  return prepared.value
}

/** Moves with a git that dies at its n-th call; answers how many calls were made. */
async function moveUntil(fixture: LandingFixture, landing: PreparedLanding, dieAt: number): Promise<number> {
  let calls = 0
  const runner = watched(fixture, () => {
    calls += 1
    if (calls === dieAt) throw new Error('died')
  })
  const { into: branch, before, commit: after } = landing
  const operations = createLandingOperations({ runner, clock })
  const moving = operations.moveReference(fixture.place.repository, { branch, before, after, reason: 'land' })
  if (dieAt === 0) expect((await moving).ok).toBe(true)
  else await expect(moving).rejects.toThrow('died')
  return calls
}

it('a move that dies before any of its steps converges to all or nothing', async () => {
  const first = makeLandingFixture({ files })
  const steps = await moveUntil(first, await preparedLanding(first), 0)
  first.repository.dispose()
  expect(steps).toBeGreaterThan(10)
  const outcomes: string[] = []
  for (let dieAt = 1; dieAt <= steps; dieAt += 1) {
    const fixture = makeLandingFixture({ files })
    const { repository, operations, place } = fixture
    const landing = await preparedLanding(fixture)
    const original = takeSnapshot(repository.folder)
    await moveUntil(fixture, landing, dieAt)
    const found = await operations.locate(place.repository, 'main', landing.commit)
    if (!found.ok) throw new Error(found.error.message)
    outcomes.push(found.value)
    if (found.value === 'absent') expect(changedPaths(original, takeSnapshot(repository.folder))).toEqual([])
    const move = { branch: 'main', before: landing.before, after: landing.commit }
    if (found.value === 'is-tip') {
      expect((await operations.followCheckout(repository.folder, move)).ok).toBe(true)
      expect(existsSync(path.join(repository.folder, 'b'))).toBe(false)
    }
    expect(repository.git('status', '--porcelain')).toBe(' M keep\n?? own')
    expect(readdirSync(repository.gitDirectory).filter((name) => /^index./.test(name))).toEqual([])
    repository.dispose()
  }
  expect(new Set(outcomes)).toEqual(new Set(['absent', 'is-tip']))
}, 120_000)

it('nobody can stage, commit or switch between the check and the end of a move', async () => {
  const fixture = makeLandingFixture({ files })
  const { repository } = fixture
  const landing = await preparedLanding(fixture)
  const refused: string[] = []
  const attempts = [
    ['add', 'own'],
    ['commit', '-q', '-a', '-m', 'between'],
    ['checkout', '-q', '-b', 'elsewhere', 'main~0'],
    ['stash'],
  ]
  const runner = watched(fixture, ({ args }) => {
    const isWrite = args.includes('read-tree') && !args.includes('--dry-run')
    if (!isWrite && !(args.includes('update-ref') && args.includes('refs/heads/main'))) return
    for (const attempt of attempts) {
      try {
        repository.git(...attempt)
      } catch (error) {
        if (/index\.lock/.test(String(error))) refused.push(attempt[0] ?? '')
      }
    }
  })
  const { into: branch, before, commit: after } = landing
  const moved = await createLandingOperations({ runner, clock }).moveReference(fixture.place.repository, {
    ...{ branch, before, after },
    reason: 'land',
  })
  expect(moved).toEqual({ ok: true, value: undefined })
  expect(refused.filter((name) => name === 'add')).toHaveLength(2)
  expect(refused.filter((name) => name === 'commit')).toHaveLength(2)
  expect(repository.git('rev-parse', 'main')).toBe(after)
  expect(repository.git('status', '--porcelain')).toBe(' M keep\n?? own')
  repository.dispose()
})

it('a checkout whose HEAD leaves the branch meanwhile stays as it is', async () => {
  const fixture = makeLandingFixture({ files })
  const { repository } = fixture
  const landing = await preparedLanding(fixture)
  const runner = watched(fixture, ({ args }) => {
    if (!args.includes('update-ref') || !args.includes('refs/heads/main')) return
    repository.git('branch', 'own')
    repository.git('symbolic-ref', 'HEAD', 'refs/heads/own')
  })
  const { into: branch, before, commit: after } = landing
  const move = { branch, before, after }
  const operations = createLandingOperations({ runner, clock })
  const moved = await operations.moveReference(fixture.place.repository, { ...move, reason: 'land' })
  expect(moved.ok).toBe(true)
  expect((await operations.followCheckout(repository.folder, move)).ok).toBe(true)
  expect(repository.git('rev-parse', 'main', 'own')).toBe(`${after}\n${before}`)
  expect(repository.git('status', '--porcelain')).toBe(' M keep\n?? own')
  repository.dispose()
})

it('a disk error in the middle is settled at once: all or nothing', async () => {
  for (const when of ['update-ref', 'read-tree']) {
    const fixture = makeLandingFixture({ files })
    const { repository } = fixture
    const landing = await preparedLanding(fixture)
    let failed = false
    const runner = watched(fixture, ({ args }) => {
      if (failed || args[0] !== when || args.includes('--dry-run')) return
      failed = true
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', syscall: 'write' })
    })
    const { into: branch, before, commit: after } = landing
    const operations = createLandingOperations({ runner, clock })
    const moved = await operations.moveReference(fixture.place.repository, { branch, before, after, reason: 'land' })
    if (when === 'update-ref') expect(moved).toMatchObject({ error: { code: 'git-failed' } })
    else expect(moved).toEqual({ ok: true, value: undefined })
    expect(repository.git('rev-parse', 'main')).toBe(when === 'update-ref' ? before : after)
    expect(repository.git('status', '--porcelain')).toBe(' M keep\n?? own')
    expect(readdirSync(repository.gitDirectory).filter((name) => /^index./.test(name))).toEqual([])
    repository.dispose()
  }
})
