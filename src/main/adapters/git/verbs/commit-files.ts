import { join } from 'node:path'
import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import type { GitRunner } from '../runner.ts'
import { commitTree } from './commit-tree.ts'
import { outputText } from './output-text.ts'
import { commitOf } from './resolve.ts'

/**
 * Commits all that a folder holds, as Switchyard, into the repository at its top. Only for a folder of the host's own
 * making: the repository is never looked for, since the one around it may be the person's whole home.
 */
export async function commitFiles(
  runner: GitRunner,
  folder: string,
  commit: { readonly message: string; readonly timestampMs: number },
): GitResult<string> {
  // Leaves a repository that is there as it is. Without attributes or line endings of the user's.
  const init = ['init', '--quiet', '--template=', '--initial-branch=main']
  const made = await runner.run({ args: init, cwd: folder, environment: SEALED })
  if (!made.ok) return made
  const own = { gitDirectory: join(folder, '.git'), workTree: folder, environment: SEALED }
  const parent = await commitOf(runner, own.gitDirectory, 'HEAD')
  if (!parent.ok) return parent
  const added = await runner.run({ args: ['add', '--all', '--', '.'], ...own })
  if (!added.ok) return added
  const tree = outputText(await runner.run({ args: ['write-tree'], ...own }))
  if (!tree.ok) return tree
  const written = await commitTree(runner, own.gitDirectory, {
    tree: tree.value,
    parents: parent.value === null ? [] : [parent.value],
    ...commit,
  })
  if (!written.ok) return written
  const before = parent.value ?? '0'.repeat(written.value.length)
  const update = ['update-ref', '-m', 'commit', '--end-of-options', 'HEAD', written.value, before]
  const moved = await runner.run({ args: update, ...own })
  return moved.ok ? ok(written.value) : moved
}
