import type { Failure } from '../../shared/kernel/failure.ts'
import type { Result } from '../../shared/kernel/result.ts'

export type FolderFailure = Failure<'folder-missing' | 'folder-unreadable' | 'folder-taken' | 'folder-unwritable'>
export type FolderResult<T> = Promise<Result<T, FolderFailure>>

export interface FolderEntry {
  readonly name: string
  /** Holds a repository's `.git`, or is a bare repository. */
  readonly repository: boolean
}

/** The person's folders, to choose one or make one. All paths are absolute. */
export interface Folders {
  readonly home: string
  /**
   * The folders in a folder, and links that lead to one. Sorted by name, hidden ones last; at most `limit`, also where
   * a folder holds very many entries. Names that are no text are left out.
   */
  list(
    folder: string,
    limit: number,
  ): FolderResult<{ readonly entries: readonly FolderEntry[]; readonly truncated: boolean }>
  /** Makes one folder; fails with folder-taken where anything has that name. */
  create(folder: string): FolderResult<void>
  /** Writes new files below a folder, contents by relative path; what is there is never replaced. */
  addFiles(folder: string, files: Readonly<Record<string, string>>): FolderResult<void>
}
