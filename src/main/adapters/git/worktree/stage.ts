import { mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, OmittedPath, WorktreePlace } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import { encodePath } from '../parse/path-text.ts'
import type { GitRunner } from '../runner.ts'
import { outputText } from '../verbs/output-text.ts'
import { copyIndex, ledgerIndex } from './git-directories.ts'
import { scanWorktree } from './scan.ts'
import { selectPaths } from './select.ts'

export interface Staged {
  readonly tree: string
  readonly omitted: readonly OmittedPath[]
}

/**
 * The worktree's whole state as a tree in the ledger. Works on a copy of the ledger's index, so that neither a
 * crash nor a git left over from one can damage it; where the index is unusable, or the agent's files changed
 * under the work, it starts over from `from`.
 */
export async function stageWorktree(runner: GitRunner, place: WorktreePlace, from: string | null): GitResult<Staged> {
  const scratch = await mkdtemp(join(place.ledger, 'index-'))
  const indexFile = join(scratch, 'index')
  try {
    const copied = await copyIndex(ledgerIndex(place), indexFile).then(
      () => true,
      () => false,
    )
    if (copied) {
      const staged = await stage(runner, place, indexFile)
      if (staged.ok) return staged
      await rm(indexFile, { force: true })
    }
    const read = await runner.run({
      args: from === null ? ['read-tree', '--empty'] : ['read-tree', from],
      gitDirectory: place.ledger,
      indexFile,
      environment: SEALED,
    })
    return read.ok ? await stage(runner, place, indexFile) : read
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function stage(runner: GitRunner, place: WorktreePlace, indexFile: string): GitResult<Staged> {
  const scan = await scanWorktree(runner, place, indexFile)
  if (!scan.ok) return scan
  const { store, remove, omitted } = await selectPaths(place.folder, scan.value)
  const update = async (flags: readonly string[], paths: readonly string[]): GitResult<unknown> => {
    if (paths.length === 0) return ok(undefined)
    return runner.run({
      args: ['update-index', ...flags, '-z', '--stdin'],
      gitDirectory: place.ledger,
      workTree: place.folder,
      indexFile,
      config: STORE_AS_IS,
      environment: SEALED,
      input: Buffer.concat(paths.flatMap((path) => [encodePath(path), NUL])),
    })
  }
  const removed = await update(['--force-remove'], remove)
  if (!removed.ok) return removed
  const stored = await update(['--add', '--remove', '--replace'], store)
  if (!stored.ok) return stored
  const args = ['write-tree']
  const tree = outputText(await runner.run({ args, gitDirectory: place.ledger, indexFile, environment: SEALED }))
  if (!tree.ok) return tree
  await rename(indexFile, ledgerIndex(place))
  return ok({ tree: tree.value, omitted })
}

const NUL = Buffer.from([0])

/** Names were checked by us; line endings are converted as the project says, never refused. */
export const STORE_AS_IS = [
  ['core.safecrlf', 'false'],
  ['core.protectNTFS', 'false'],
  ['core.protectHFS', 'false'],
] as const
