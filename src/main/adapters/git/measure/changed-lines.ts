import { ok } from '../../../../shared/kernel/result.ts'
import type { ChangedLines, GitResult } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import type { GitRunner } from '../runner.ts'
import { treeOrEmpty } from '../verbs/empty-tree.ts'
import { parsePatchLines } from './patch-lines.ts'

/** Of one comparison; files beyond it are told without their lines. */
const patchBytes = 4_000_000

/** Runs in the ledger, where nobody's external diff or text conversion takes part. */
export async function changedLines(
  runner: GitRunner,
  { ledger, from, to }: { readonly ledger: string; readonly from: string | null; readonly to: string },
): GitResult<readonly ChangedLines[]> {
  const before = await treeOrEmpty(runner, ledger, from)
  if (!before.ok) return before
  const compared = await runner.run({
    args: [
      ...['diff-tree', '-r', '-z', '--raw', '-p', '-U0', '--no-renames', '--no-ext-diff', '--no-textconv'],
      ...['--end-of-options', before.value, to],
    ],
    gitDirectory: ledger,
    environment: SEALED,
    priority: 'background',
    maxBytes: patchBytes,
  })
  return compared.ok ? ok(parsePatchLines(compared.value.stdout)) : compared
}
