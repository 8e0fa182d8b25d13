/** Whether anything moved in a folder. */
export interface FolderChanges {
  /**
   * True when a file or folder below it changed after `since` (milliseconds since the epoch). What `.git` and
   * `node_modules` hold isn't looked at, and of a very large folder only a part: false says less than true.
   */
  changedSince(folder: string, since: number): Promise<boolean>
}
