import { err, ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, HeadFacts, RepositoryFacts } from '../../../ports/git.ts'
import { gitFailed } from '../failures.ts'
import { filterGuard } from '../filter-guard.ts'
import { locateRepository, type RepositoryLocation } from '../repository-location.ts'
import type { GitRunner } from '../runner.ts'
import { outputText } from './output-text.ts'
import { readConfig } from './read-config.ts'
import { readReferences } from './read-references.ts'
import { commitOf } from './resolve.ts'
import { namesLargeFiles, submodulePaths } from './tree-facts.ts'

/** Facts about the repository around a folder; runs nothing that the repository brings along. */
export async function inspect(runner: GitRunner, folder: string): GitResult<RepositoryFacts> {
  const located = await locateRepository(runner, folder)
  if (!located.ok) return located
  const { root, prefix, gitDirectory, commonDirectory } = located.value
  const head = await readHead(runner, gitDirectory)
  if (!head.ok) return head
  const commit = head.value.kind === 'unborn' ? null : head.value.oid
  const [dirty, submodules, lfs, branchPrefix] = await Promise.all([
    isDirty(runner, located.value),
    commit === null ? ok([]) : submodulePaths(runner, commonDirectory, commit),
    commit === null ? ok(false) : namesLargeFiles(runner, commonDirectory, commit),
    freeBranchPrefix(runner, commonDirectory),
  ])
  if (!dirty.ok) return dirty
  if (!submodules.ok) return submodules
  if (!lfs.ok) return lfs
  if (!branchPrefix.ok) return branchPrefix
  return ok({
    root,
    gitDirectory: commonDirectory,
    prefix,
    head: head.value,
    dirty: dirty.value,
    submodules: submodules.value,
    lfs: lfs.value,
    branchPrefix: branchPrefix.value,
  })
}

async function readHead(runner: GitRunner, gitDirectory: string): GitResult<HeadFacts> {
  const symbolic = await runner.run({
    args: ['symbolic-ref', '--quiet', 'HEAD'],
    gitDirectory,
    expectedExitCodes: [0, 1],
  })
  const name = outputText(symbolic)
  if (!name.ok) return name
  const oid = await commitOf(runner, gitDirectory, 'HEAD')
  if (!oid.ok) return oid
  const branch = /^refs\/heads\/(.+)$/.exec(name.value)?.[1]
  if (oid.value === null) {
    if (branch !== undefined) return ok({ kind: 'unborn', branch })
    return err(gitFailed(`HEAD of ${gitDirectory} names no commit.`, 'Check out a branch, then try again.'))
  }
  return ok(branch === undefined ? { kind: 'detached', oid: oid.value } : { kind: 'branch', branch, oid: oid.value })
}

/** Submodules count with the commit they are at; what is changed inside them isn't looked at. */
async function isDirty(runner: GitRunner, location: RepositoryLocation): GitResult<boolean> {
  const { gitDirectory, root } = location
  const config = await readConfig(runner, gitDirectory)
  if (!config.ok) return config
  const status = await runner.run({
    args: ['status', '--porcelain=v2', '-z', '--untracked-files=normal', '--ignore-submodules=dirty', '--no-renames'],
    gitDirectory,
    workTree: root,
    config: filterGuard(config.value),
  })
  return status.ok ? ok(status.value.stdout.length > 0) : status
}

/** A branch named `sy` leaves no room for `sy/…` beside it. */
async function freeBranchPrefix(runner: GitRunner, gitDirectory: string): GitResult<string> {
  const references = await readReferences(runner, gitDirectory, ['refs/heads'])
  if (!references.ok) return references
  let prefix = 'sy'
  for (let n = 1; references.value.has(`refs/heads/${prefix}`); n += 1)
    prefix = n === 1 ? 'sy-threads' : `sy-threads-${n}`
  return ok(prefix)
}
