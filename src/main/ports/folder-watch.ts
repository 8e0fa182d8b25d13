import type { Failure } from '../../shared/kernel/failure.ts'
import type { Scope } from '../../shared/kernel/scope.ts'

export type FolderWatchFailure = Failure<'folder-missing' | 'folder-unreadable' | 'folder-too-large'>

export interface FolderToWatch {
  /** Absolute. It need not be there: its files are told once it is. */
  readonly folder: string
  /** Whether the folders below it count, too. `.git` and `node_modules` never do, and links are never followed. */
  readonly deep: boolean
  /**
   * Files that came, went or changed, relative to the folder with `/`; never empty, each at most once in a call, and
   * a file that is written in steps in several calls. Nothing is told of what was there when the watch began.
   */
  readonly changed: (paths: readonly string[]) => void
  /** Why not all of it can be seen, whenever that changes; null: it can. A folder that is too large is seen in part. */
  readonly trouble?: (failure: FolderWatchFailure | null) => void
}

/** Tells of changes in folders, as the system reports them, and by looking every 5 seconds where it doesn't. */
export interface FolderWatch {
  /** Resolves once every later change will be told. Ends with the scope. */
  watch(what: FolderToWatch, scope: Scope): Promise<void>
}
