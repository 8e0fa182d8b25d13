import { lstat, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, WorktreePlace } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import { nulFields } from '../parse/nul-fields.ts'
import { decodePath } from '../parse/path-text.ts'
import type { GitRunner } from '../runner.ts'
import { copyTree } from '../trash/copy-tree.ts'
import { type SizeBudget, sizeOf } from '../worktree/folder-size.ts'
import { ledgerIndex } from '../worktree/git-directories.ts'
import { bytesBelow } from '../worktree/path-rules.ts'

/** What is larger than this, or has more files, is data rather than what a check needs. */
const largestBytes = 4 * 1024 * 1024 * 1024
const mostFiles = 300_000

/** Copies what git ignores in a worktree, such as installed packages, to where another checkout lacks it. */
export async function copyIgnored(runner: GitRunner, place: WorktreePlace, folder: string): GitResult<void> {
  const listed = await runner.run({
    args: ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory', '--no-empty-directory'],
    gitDirectory: place.ledger,
    workTree: place.folder,
    indexFile: ledgerIndex(place),
    environment: SEALED,
  })
  if (!listed.ok) return listed
  const budget: SizeBudget = { left: mostFiles }
  for (const field of nulFields(listed.value.stdout)) {
    const path = decodePath(field).replace(/\/$/, '')
    // Names that are no valid text are nothing a check asks for.
    if (path.isWellFormed()) await copyOne(place.folder, { root: folder, path, budget })
  }
  return ok(undefined)
}

async function copyOne(
  from: string,
  to: { readonly root: string; readonly path: string; readonly budget: SizeBudget },
): Promise<void> {
  const target = join(to.root, to.path)
  if ((await lstat(target).catch(() => null)) !== null) return
  const bytes = await sizeOf(bytesBelow(from, to.path), to.budget)
  if (bytes > largestBytes || to.budget.left <= 0) return
  if (await makeFolders(to.root, to.path)) await copyTree(join(from, to.path), target)
}

/** False where the commit has something else in a folder's place: a link must not lead the copy elsewhere. */
async function makeFolders(root: string, path: string): Promise<boolean> {
  let folder = root
  for (const name of path.split('/').slice(0, -1)) {
    folder = join(folder, name)
    const found = await lstat(folder).catch(() => null)
    if (found === null) await mkdir(folder)
    else if (!found.isDirectory()) return false
  }
  return true
}
