import { type } from '@orpc/contract'
import { z } from 'zod'
import { procedure } from '../define.ts'
import { path } from '../envelope.ts'

export type FolderFacts =
  | {
      readonly kind: 'repository'
      /** Top of the working tree, absolute. */
      readonly root: string
      /** Folder of the project below the root, '' for the root itself. */
      readonly prefix: string
      readonly name: string
      readonly head:
        | { readonly kind: 'branch'; readonly branch: string; readonly commit: string }
        | { readonly kind: 'unborn'; readonly branch: string }
        | { readonly kind: 'detached'; readonly commit: string }
      /** Local branches, most recently committed first, at most 500; those of Switchyard's threads are left out. */
      readonly branches: readonly string[]
      /** The project's own gates, as they are in the commit that is checked out; absent where it names none. */
      readonly gates?: readonly string[]
    }
  /** A folder that could be made a repository. */
  | { readonly kind: 'folder'; readonly root: string; readonly name: string }

export interface FolderListing {
  readonly path: string
  readonly parent: string | null
  /** Sorted by name, hidden ones last, links that lead to a folder included; at most 1000. */
  readonly folders: readonly { readonly name: string; readonly path: string; readonly repository: boolean }[]
  readonly truncated: boolean
}

export const repositoryChannel = {
  /**
   * Refused as a dispatch would be: where the folder is missing, unreadable, bare, or inside a git directory. `~` is
   * the home folder; other relative paths are refused.
   */
  inspect: procedure.input(z.object({ folder: path })).output(type<FolderFacts>()),
  /** Folders in a folder, to choose one where there is no dialog of the system; the home folder without `path`. */
  folders: procedure.input(z.object({ path: path.optional() })).output(type<FolderListing>()),
}
