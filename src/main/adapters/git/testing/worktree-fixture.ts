import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Result } from '../../../../shared/kernel/result.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { GitFailure, GitPort, WorktreePlace } from '../../../ports/git.ts'
import { createGitPort } from '../git-port.ts'
import { childProcesses } from './child-processes.ts'
import { makeRepository, type TestRepository, type TestRepositoryOptions } from './repository.ts'

export interface WorktreeFixture extends TestRepository {
  readonly port: GitPort
  readonly trash: string
  place(change?: Partial<WorktreePlace>): WorktreePlace
  /** Creates the worktree and fails the test when that fails. */
  create(change?: Partial<WorktreePlace>): Promise<WorktreePlace>
}

const TIME_MS = 1_770_000_000_000

/** A repository with the whole port on top of it; worktrees go beside the repository. */
export function makeWorktreeFixture(options: TestRepositoryOptions = {}): WorktreeFixture {
  const repository = makeRepository(options)
  const { environment, home, sandbox } = repository
  const port = createGitPort({
    processes: childProcesses(),
    gitFile: 'git',
    homeFolder: home,
    environment,
    clock: stillClock,
  })
  const trash = path.join(sandbox, 'trash', 't1')
  mkdirSync(path.dirname(trash))
  const place = (change: Partial<WorktreePlace> = {}): WorktreePlace => ({
    thread: 't1',
    repository: repository.gitDirectory,
    folder: path.join(sandbox, 'worktrees', 't1'),
    ledger: path.join(sandbox, 'ledgers', 't1'),
    branch: 'sy/fix-1',
    base: options.files === undefined ? null : repository.git('rev-parse', 'HEAD'),
    ...change,
  })
  return {
    ...repository,
    port,
    trash,
    place,
    async create(change) {
      const made = place(change)
      valueIn(await port.createWorktree(made))
      return made
    },
  }
}

const stillClock: Clock = { now: () => TIME_MS, monotonic: () => 0, after: () => () => undefined }

/** A checkpoint's options with a fixed time. */
export function options(previous: string | null = null): {
  previous: string | null
  message: string
  timestampMs: number
} {
  return { previous, message: 'checkpoint', timestampMs: TIME_MS }
}

export function valueIn<T>(result: Result<T, GitFailure>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

export function codeOf(result: Result<unknown, GitFailure>): string {
  return result.ok ? 'ok' : result.error.code
}
