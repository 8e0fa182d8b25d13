import { ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import { type ConfigEntry, configValue } from '../parse/config-list.ts'
import type { GitRunner } from '../runner.ts'
import { readConfig } from '../verbs/read-config.ts'

/** The configuration effective in a repository of the user's, with where each value was set. */
export interface UserSettings {
  /** The effective value; keys as git prints them (section and name in lower case). */
  get(key: string): string | undefined
  /** The value set outside the repository, by the user or the machine: the only ones that may name programs. */
  trusted(key: string): string | undefined
  /** Keys that the repository's own configuration sets. */
  readonly ownKeys: readonly string[]
}

const ownScopes: readonly string[] = ['local', 'worktree']

/** Reads configuration only; nothing it names is run. */
export async function readUserSettings(
  runner: GitRunner,
  gitDirectory: string,
): Promise<Result<UserSettings, GitFailure>> {
  const entries = await readConfig(runner, gitDirectory)
  return entries.ok ? ok(settingsOf(entries.value)) : entries
}

function settingsOf(entries: readonly ConfigEntry[]): UserSettings {
  const outside = entries.filter(({ scope }) => !ownScopes.includes(scope))
  const own = entries.filter(({ scope }) => ownScopes.includes(scope))
  return {
    get: (key) => configValue(entries, key),
    trusted: (key) => configValue(outside, key),
    ownKeys: [...new Set(own.map(({ key }) => key))],
  }
}

export function isTrue(value: string | undefined): boolean {
  return value !== undefined && ['true', 'yes', 'on', '1'].includes(value.toLowerCase())
}
