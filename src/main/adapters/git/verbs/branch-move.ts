import { ok } from '../../../../shared/kernel/result.ts'
import type { BranchMove, GitResult } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'

const longestLine = 300

/** What a branch came to by moving from one commit to another. */
export async function branchMove(
  runner: GitRunner,
  move: { readonly gitDirectory: string; readonly before: string | null; readonly after: string },
): GitResult<BranchMove> {
  const { after, before, gitDirectory } = move
  const args = ['log', '-1', '--no-show-signature', '--no-notes', '--format=%s%x00%an', '--end-of-options', after, '--']
  const said = await runner.run({ args, gitDirectory, priority: 'background', maxBytes: 64 * 1024 })
  if (!said.ok) return said
  const [subject = '', author = ''] = said.value.stdout.toString('utf8').replace(/\n$/, '').split('\0')
  const texts = { subject: subject.slice(0, longestLine), author: author.slice(0, longestLine) }
  if (before === null) return ok({ ...texts, forced: false })
  const contained = await runner.run({
    args: ['merge-base', '--is-ancestor', before, after],
    gitDirectory,
    priority: 'background',
    // 128: what it was is not there any more.
    expectedExitCodes: [0, 1, 128],
  })
  return contained.ok ? ok({ ...texts, forced: contained.value.code !== 0 }) : contained
}
