import { chmod, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, WorktreePlace } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import type { GitRunner } from '../runner.ts'
import { commitOf } from '../verbs/resolve.ts'
import { cloneDirectory, copyIndex, ledgerIndex, makeClone, makeLedger } from '../worktree/git-directories.ts'
import { writeMarker } from '../worktree/marker.ts'
import { copyShallow, readSource } from '../worktree/source.ts'
import { copyIgnored } from './copy-ignored.ts'

interface ScratchRequest {
  readonly gitDirectory: string
  readonly commit: string
  readonly folder: string
  readonly ignoredFrom?: WorktreePlace
}

/** Made like a thread's worktree, but no reference of the repository names it: what is done in it is never saved. */
export async function scratchCheckout(runner: GitRunner, at: ScratchRequest): GitResult<WorktreePlace> {
  const commit = await commitOf(runner, at.gitDirectory, at.commit)
  if (!commit.ok) return commit
  if (commit.value === null) {
    const remedy = 'Fetch or restore that commit, then try again.'
    return err(failure('revision-not-found', `The commit ${at.commit} is not in the repository.`, remedy))
  }
  const removed = await removeScratch(at.folder)
  if (!removed.ok) return removed
  const source = await readSource(runner, at.gitDirectory)
  if (!source.ok) return source
  const place: WorktreePlace = {
    thread: 'scratch',
    repository: at.gitDirectory,
    folder: at.folder,
    ledger: ledgerOf(at.folder),
    branch: 'scratch',
    base: commit.value,
  }
  const cloned = await makeClone(runner, place, source.value)
  if (!cloned.ok) return cloned
  await copyShallow(place, cloneDirectory(place))
  const ledger = await makeLedger(runner, place, source.value)
  if (!ledger.ok) return ledger
  const own = { gitDirectory: cloneDirectory(place), workTree: at.folder, environment: SEALED }
  const branched = await runner.run({ args: ['update-ref', '--end-of-options', 'HEAD', commit.value], ...own })
  if (!branched.ok) return branched
  const files = { ...own, environment: { ...SEALED, GIT_LFS_SKIP_SMUDGE: '1' } }
  const filled = await runner.run({ args: ['read-tree', '--reset', '-u', 'HEAD'], ...files })
  if (!filled.ok) return filled
  const copied = at.ignoredFrom === undefined ? filled : await copyIgnored(runner, at.ignoredFrom, at.folder)
  if (!copied.ok) return copied
  await copyIndex(join(own.gitDirectory, 'index'), ledgerIndex(place))
  await writeMarker(place, { state: 'ready', notices: [] })
  return ok(place)
}

function ledgerOf(folder: string): string {
  return `${folder}.ledger`
}

/** Tests leave folders that nobody may write in; they are opened before a second try. */
export async function removeScratch(folder: string): GitResult<void> {
  try {
    await rm(folder, { recursive: true, force: true })
    await rm(ledgerOf(folder), { recursive: true, force: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error
    await openFolders(folder)
    await rm(folder, { recursive: true, force: true })
    await rm(ledgerOf(folder), { recursive: true, force: true })
  }
  return ok(undefined)
}

async function openFolders(folder: string): Promise<void> {
  await chmod(folder, 0o700)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await openFolders(join(folder, entry.name))
  }
}
