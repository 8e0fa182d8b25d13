import type { Transcripts } from '../engine/transcripts.ts'
import type { Clock } from '../ports/clock.ts'
import type { GitPort } from '../ports/git.ts'
import type { ProcessPort } from '../ports/process.ts'
import type { WorktreeRoots } from '../ports/worktree-roots.ts'

export interface GateServices {
  readonly git: GitPort
  readonly clock: Clock
  readonly processes: ProcessPort
  readonly transcripts: Transcripts
  readonly roots: WorktreeRoots
  /** The host's own, of which gates get a few named variables. */
  readonly hostEnvironment: Readonly<Record<string, string | undefined>>
  /** How many gates run at once on this host. */
  readonly atOnce: number
}
