import type { ProjectId } from '../../kernel/ids.ts'

/** What git said about the folder of a project. */
export interface ProjectFacts {
  /** Top of the working tree, absolute. */
  readonly root: string
  readonly gitDirectory: string
  /** Folder of the project below the root, '' for the root itself. */
  readonly prefix: string
  readonly branchPrefix: string
}

export interface ProjectCommands {
  /** Makes a repository known, or notes that a known one is used again; that one keeps its id. */
  readonly 'project.open': {
    readonly payload: {
      /** Id for the project where the folder isn't one yet. */
      readonly project: ProjectId
      /** Absolute path of the repository or a folder in it. */
      readonly repository: string
      /** Makes the folder a repository first where it is none. */
      readonly initialize: boolean
    }
    readonly facts: ProjectFacts
  }
  /** Takes a project off the list of those that are known; the repository and what ended in it stay as they are. */
  readonly 'project.forget': { readonly payload: { readonly project: ProjectId } }
}
