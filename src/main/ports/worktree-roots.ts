/** Chooses where worktrees may be made. */
export interface WorktreeRoots {
  /**
   * Absolute folder for a repository's worktrees: on its file system where possible, short and
   * without spaces. Created when missing.
   */
  rootFor(repository: string): Promise<string>
}
