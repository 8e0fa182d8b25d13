import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Clock } from '../../../../ports/clock.ts'
import type { GitFailure, PreparedLanding, WorktreePlace } from '../../../../ports/git.ts'
import {
  makeRepository,
  type TestFiles,
  type TestRepository,
  type TestRepositoryOptions,
  writeFiles,
} from '../../testing/repository.ts'
import { createLandingOperations, type LandingOperations } from '../operations.ts'

export interface LandingFixture {
  readonly repository: TestRepository
  readonly operations: LandingOperations
  readonly place: WorktreePlace
  /** Time limits run out only when this is called. */
  expireTimeLimits(): void
  /** Commits on top of `base` (the branch's tip when absent) in the agent's own clone. */
  work(files: TestFiles, base?: string): string
  gitInClone(...args: readonly string[]): string
  prepare(commit: string, into?: string): ReturnType<LandingOperations['prepareLanding']>
  /** Prepare, move and follow, as the host does it. */
  land(commit: string, into?: string): Promise<PreparedLanding>
  apply(prepared: PreparedLanding): Promise<GitFailure | null>
}

/** A repository of the user's with an agent's private clone and a host-owned ledger beside it. */
export function makeLandingFixture(options: TestRepositoryOptions = {}): LandingFixture {
  const repository = makeRepository(options)
  const clone = path.join(repository.sandbox, 'clone')
  const ledger = path.join(repository.sandbox, 'ledger.git')
  execFileSync('git', ['init', '-q', clone], { env: repository.environment })
  execFileSync('git', ['init', '-q', '--bare', ledger], { env: repository.environment })
  const userObjects = path.join(repository.gitDirectory, 'objects')
  borrow(path.join(clone, '.git'), [userObjects])
  borrow(ledger, [userObjects, path.join(clone, '.git', 'objects')])
  const waiting = new Set<() => void>()
  const operations = createLandingOperations({ runner: repository.runner, clock: manualClock(waiting) })
  const gitInClone = (...args: readonly string[]) => repository.gitIn(clone, ...args)
  const place: WorktreePlace = {
    thread: 'thread',
    repository: repository.gitDirectory,
    folder: clone,
    ledger,
    branch: 'sy/work',
    base: null,
  }
  const work = (files: TestFiles, base?: string) => {
    const from = base ?? tipOf(repository)
    if (from === null) gitInClone('checkout', '-q', '--orphan', 'work')
    else gitInClone('checkout', '-q', '-f', '--detach', from)
    writeFiles(clone, files)
    gitInClone('add', '-A', '-f')
    gitInClone('commit', '-q', '--allow-empty', '-m', 'work')
    return gitInClone('rev-parse', 'HEAD')
  }
  const prepare = (commit: string, into = 'main') =>
    operations.prepareLanding({
      place,
      commit,
      into,
      message: 'Land it\n\nSwitchyard-Thread: t\n',
      timestampMs: 1_780_000_000_000,
    })
  const apply = (prepared: PreparedLanding) => applyMove(operations, place.repository, prepared)
  const land = async (commit: string, into = 'main') => {
    const prepared = await prepare(commit, into)
    if (!prepared.ok) throw new Error(JSON.stringify(prepared.error))
    const refused = await apply(prepared.value)
    if (refused !== null) throw new Error(JSON.stringify(refused))
    return prepared.value
  }
  return {
    repository,
    operations,
    place,
    expireTimeLimits() {
      for (const run of waiting) run()
    },
    work,
    gitInClone,
    prepare,
    land,
    apply,
  }
}

async function applyMove(
  operations: LandingOperations,
  repository: string,
  { into, before, commit, checkouts }: PreparedLanding,
): Promise<GitFailure | null> {
  const move = { branch: into, before, after: commit }
  const moved = await operations.moveReference(repository, { ...move, reason: 'switchyard: land' })
  if (!moved.ok) return moved.error
  for (const checkout of checkouts) {
    const followed = await operations.followCheckout(checkout, move)
    if (!followed.ok) return followed.error
  }
  return null
}

function tipOf(repository: TestRepository): string | null {
  const tip = repository.git('for-each-ref', '--format=%(objectname)', 'refs/heads/main')
  return tip === '' ? null : tip
}

function borrow(gitDirectory: string, objects: readonly string[]): void {
  mkdirSync(path.join(gitDirectory, 'objects', 'info'), { recursive: true })
  writeFileSync(path.join(gitDirectory, 'objects', 'info', 'alternates'), `${objects.join('\n')}\n`)
}

function manualClock(waiting: Set<() => void>): Clock {
  return {
    now: () => 0,
    monotonic: () => 0,
    after: (_delayMs, run) => {
      waiting.add(run)
      return () => void waiting.delete(run)
    },
  }
}
