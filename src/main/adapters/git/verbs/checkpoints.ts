import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, WorktreePlace } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'

/** The chain of a thread's checkpoints, newest first, down to its base. Commits of the agent's own are no part of it. */
export async function checkpoints(
  runner: GitRunner,
  place: WorktreePlace,
  newest: string,
): GitResult<readonly string[]> {
  const listed = await runner.run({
    args: [
      'rev-list',
      '--first-parent',
      '--end-of-options',
      newest,
      ...(place.base === null ? [] : [`^${place.base}`]),
    ],
    gitDirectory: place.repository,
  })
  if (!listed.ok) return listed
  return ok(
    listed.value.stdout
      .toString('latin1')
      .split('\n')
      .filter((oid) => oid !== ''),
  )
}
