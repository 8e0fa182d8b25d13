import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { GitPort, WorktreePlace } from '../../ports/git.ts'
import { systemClock } from '../clock/system-clock.ts'
import { createGitPort } from './git-port.ts'
import { childProcesses } from './testing/child-processes.ts'
import { dyingProcesses } from './testing/dying-processes.ts'
import { writeFiles } from './testing/repository.ts'
import { makeWorktreeFixture, options, valueIn, type WorktreeFixture } from './testing/worktree-fixture.ts'

const opened: WorktreeFixture[] = []
afterEach(async () => {
  for (const fixture of opened.splice(0)) {
    await fixture.port.close()
    fixture.dispose()
  }
})

type Step = (port: GitPort, place: WorktreePlace, fixture: WorktreeFixture) => Promise<unknown>

const create: Step = async (port, place) => valueIn(await port.createWorktree(place))
const work: Step = async (_port, place, fixture) => {
  writeFiles(place.folder, { 'a.txt': 'own\n' })
  fixture.gitIn(place.folder, 'commit', '-qam', 'own')
  writeFiles(place.folder, { new: 'new\n' })
}
const store: Step = async (port, place) => valueIn(await port.checkpoint(place, options()))
const discard: Step = async (port, place, fixture) => valueIn(await port.moveToTrash(place, fixture.trash))
const restore: Step = async (port, place, fixture) => valueIn(await port.restoreFromTrash(place, fixture.trash))

/** Runs `step` on a host that dies after ever more git calls, each time again on one that lives; returns how often. */
async function dieEverywhere(
  before: readonly Step[],
  step: Step,
  look: (fixture: WorktreeFixture) => unknown,
): Promise<number> {
  let expected: unknown
  for (let spawns = 40, died = 0; ; spawns = died, died += 1) {
    const fixture = makeWorktreeFixture({ files: { 'a.txt': 'a\n' } })
    opened.push(fixture)
    const place = fixture.place()
    for (const each of before) await each(fixture.port, place, fixture)
    const processes = dyingProcesses(childProcesses(), spawns)
    const { environment, home: homeFolder } = fixture
    const dying = createGitPort({ processes, gitFile: 'git', homeFolder, environment, clock: systemClock })
    await step(dying, place, fixture).catch(() => undefined)
    await dying.close()
    const whole = !processes.exhausted()
    if (!whole) await step(fixture.port, place, fixture)
    const result = look(fixture)
    if (expected === undefined) expected = result
    expect(result, `died after ${spawns} calls`).toEqual(expected)
    expect(fixture.git('fsck')).toBe('')
    if (whole && spawns < 40) return died
  }
}

const references = (fixture: WorktreeFixture) => fixture.git('for-each-ref', '--format=%(refname) %(objectname)')
const worktree = (fixture: WorktreeFixture) => {
  const { folder } = fixture.place()
  return [
    references(fixture),
    fixture.gitIn(folder, 'status', '--porcelain', '--branch'),
    readFileSync(path.join(folder, 'a.txt'), 'utf8'),
  ]
}

describe('an operation whose host dies after any of its git calls, done again', () => {
  it('creates the worktree', async () => {
    expect(await dieEverywhere([], create, worktree)).toBeGreaterThan(8)
  }, 60_000)

  it('stores the checkpoint', async () => {
    expect(await dieEverywhere([create, work], store, worktree)).toBeGreaterThan(8)
  }, 60_000)

  it('moves to the trash', async () => {
    expect(await dieEverywhere([create, work, store], discard, references)).toBeGreaterThan(2)
  }, 60_000)

  it('restores', async () => {
    expect(await dieEverywhere([create, work, store, discard], restore, worktree)).toBeGreaterThan(1)
  }, 60_000)
})
