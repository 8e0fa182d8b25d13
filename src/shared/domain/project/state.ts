import type { ProjectId } from '../../kernel/ids.ts'

export interface Project {
  readonly id: ProjectId
  readonly name: string
  /** Top of the user's working tree, absolute. */
  readonly root: string
  readonly gitDirectory: string
  /** Folder of the project below the root, '' for the root itself. */
  readonly prefix: string
  readonly branchPrefix: string
  readonly openedAt: number
}
