import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, WorktreePlace } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import type { GitRunner } from '../runner.ts'
import { branchTip } from '../verbs/branch-tip.ts'

interface Sides {
  /** The agent's own HEAD; its commits are in the user's repository already, each checked. */
  readonly head: string
  /** Local branch that the work is for, without refs/heads/. */
  readonly target: string
}

/**
 * The newest commit of the target that the agent's own history holds, where that is beyond the thread's base; else
 * null. It never goes back and never sideways, as after the target was rewritten. Asked of history alone: whether the
 * agent took over what the target holds shows only in the files.
 */
export async function findBase(runner: GitRunner, place: WorktreePlace, sides: Sides): GitResult<string | null> {
  const tip = await branchTip(runner, place.repository, sides.target)
  if (!tip.ok || tip.value === null) return tip
  const shared = await mergeBases(runner, place, [tip.value, sides.head])
  if (!shared.ok) return shared
  for (const commit of shared.value) {
    const further = await isBeyond(runner, place, commit)
    if (!further.ok) return further
    if (further.value) return ok(commit)
  }
  return ok(null)
}

async function mergeBases(
  runner: GitRunner,
  place: WorktreePlace,
  [tip, head]: readonly [string, string],
): GitResult<readonly string[]> {
  // 1 says that they have nothing in common.
  const args = ['merge-base', '--all', '--end-of-options', tip, head]
  const found = await ask(runner, place, args)
  if (!found.ok) return found
  const lines = found.value.code === 0 ? found.value.stdout.toString('latin1').split('\n') : []
  return ok(lines.filter((oid) => oid !== ''))
}

async function isBeyond(runner: GitRunner, place: WorktreePlace, commit: string): GitResult<boolean> {
  const { base } = place
  if (base === null || base === commit) return ok(base === null)
  const args = ['merge-base', '--is-ancestor', '--end-of-options', base, commit]
  const asked = await ask(runner, place, args)
  return asked.ok ? ok(asked.value.code === 0) : asked
}

/** Under the ledger, which borrows the user's objects and none of the agent's. */
function ask(runner: GitRunner, { ledger }: WorktreePlace, args: readonly string[]) {
  return runner.run({ args, gitDirectory: ledger, environment: SEALED, expectedExitCodes: [0, 1] })
}
