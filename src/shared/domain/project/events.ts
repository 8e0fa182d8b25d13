import type { ProjectId } from '../../kernel/ids.ts'

export type ProjectEvent = {
  readonly type: 'project.opened'
  readonly id: ProjectId
  readonly name: string
  /** Top of the working tree, absolute. */
  readonly root: string
  readonly gitDirectory: string
  /** Folder of the project below the root, '' for the root itself. */
  readonly prefix: string
  readonly branchPrefix: string
}
