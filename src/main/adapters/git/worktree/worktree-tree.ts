import { lstat } from 'node:fs/promises'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, WorktreePlace } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'
import { isReady, worktreeMissing } from './marker.ts'
import { copyShallow } from './source.ts'
import { stageWorktree } from './stage.ts'

/** Stages as a checkpoint does, and leaves it at that. */
export async function worktreeTree(runner: GitRunner, place: WorktreePlace): GitResult<string> {
  const folder = await lstat(place.folder).catch(() => undefined)
  if (folder?.isDirectory() !== true || !(await isReady(place))) return err(worktreeMissing(place))
  await copyShallow(place, place.ledger)
  const staged = await stageWorktree(runner, place, place.base)
  return staged.ok ? ok(staged.value.tree) : staged
}
