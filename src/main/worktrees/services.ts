import type { Clock } from '../ports/clock.ts'
import type { GitPort } from '../ports/git.ts'
import type { WorktreeRoots } from '../ports/worktree-roots.ts'

export interface WorktreeServices {
  readonly git: GitPort
  readonly clock: Clock
  readonly roots: WorktreeRoots
}
