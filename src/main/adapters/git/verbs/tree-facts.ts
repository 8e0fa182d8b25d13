import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult } from '../../../ports/git.ts'
import { GITLINK, parseTreeEntries } from '../parse/tree-entries.ts'
import type { GitRunner } from '../runner.ts'

/** Paths of the submodules in a commit. Looks no further where there is no .gitmodules: walking a tree costs. */
export async function submodulePaths(
  runner: GitRunner,
  gitDirectory: string,
  commit: string,
): GitResult<readonly string[]> {
  const declared = await runner.run({
    args: ['ls-tree', '-z', '--full-tree', '--end-of-options', commit, '.gitmodules'],
    gitDirectory,
  })
  if (!declared.ok) return declared
  if (declared.value.stdout.length === 0) return ok([])
  const listed = await runner.run({
    args: ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', commit],
    gitDirectory,
  })
  if (!listed.ok) return listed
  const entries = parseTreeEntries(listed.value.stdout)
  return ok(entries.filter(({ mode }) => mode === GITLINK).map(({ path }) => path))
}

/** True when a .gitattributes file in the commit names the large-file filter. */
export async function namesLargeFiles(runner: GitRunner, gitDirectory: string, commit: string): GitResult<boolean> {
  const pathspecs = ['.gitattributes', ':(glob)**/.gitattributes']
  const args = ['grep', '-q', '-F', '--no-textconv', '-e', 'filter=lfs', commit, '--', ...pathspecs]
  const found = await runner.run({ args, gitDirectory, expectedExitCodes: [0, 1] })
  return found.ok ? ok(found.value.code === 0) : found
}
