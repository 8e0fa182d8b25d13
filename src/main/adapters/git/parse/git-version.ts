export interface GitVersion {
  readonly major: number
  readonly minor: number
  /** As git prints it, for people. */
  readonly text: string
}

/** `git version 2.39.5`, `git version 2.39.3 (Apple Git-146)`, `git version 2.47.0.windows.2`. */
export function parseGitVersion(output: string): GitVersion | null {
  const match = /^git version ((\d+)\.(\d+)\S*)/.exec(output)
  if (match === null) return null
  return { major: Number(match[2]), minor: Number(match[3]), text: match[1] ?? '' }
}

/** `merge-tree --write-tree` came with 2.38. */
export function isRecentEnough(version: GitVersion): boolean {
  return version.major > 2 || (version.major === 2 && version.minor >= 38)
}
