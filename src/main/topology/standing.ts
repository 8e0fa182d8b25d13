import type { StandingTree } from '../ports/git.ts'
import type { Changes } from './overlap.ts'
import type { References } from './reach.ts'

/** What one side's work comes to by now; the same work has the same key. Paths are from the folder of the project. */
export interface Standing {
  readonly key: string
  /** Null where nothing was saved yet. */
  readonly tree: StandingTree | null
  readonly changes: Changes
  readonly references: References
  /** What it has changed, then single files that it is expected to. */
  readonly paths: readonly string[]
}

/** Expected paths that name one file each; what others mean is compared by the domain. */
export function filesAmong(expected: readonly string[]): readonly string[] {
  return expected.filter((glob) => !/[*?]/.test(glob) && /\.[^./]+$/.test(glob))
}
