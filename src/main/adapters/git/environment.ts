type Pairs = readonly (readonly [string, string])[]

/** What decides a git's command line and environment. */
export interface GitInvocation {
  /** Verb and its arguments. */
  readonly args: readonly string[]
  /** Which repository: always explicit; discovery from `cwd` is for inspect alone. */
  readonly gitDirectory?: string
  readonly workTree?: string
  readonly indexFile?: string
  /** Further configuration, which wins over every file. */
  readonly config?: Pairs
  /** GIT_AUTHOR_* and the like; the only GIT_* variables that reach git besides the runner's own. */
  readonly environment?: Readonly<Record<string, string>>
}

/** Wins over every configuration file: nothing a repository brings along is run, nothing is tidied behind our back. */
const BASE_CONFIG: Pairs = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  // `keep` neither adds nor strips the user's own untracked cache.
  ['core.untrackedCache', 'keep'],
  ['core.pager', 'cat'],
  ['core.editor', 'false'],
  ['core.askPass', ''],
  ['core.quotePath', 'false'],
  ['core.filesRefLockTimeout', '2000'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['protocol.ext.allow', 'never'],
  ['submodule.recurse', 'false'],
  ['fetch.recurseSubmodules', 'false'],
  ['fetch.writeCommitGraph', 'false'],
  ['log.showSignature', 'false'],
  ['color.ui', 'never'],
]

/**
 * Environment for repositories whose configuration the host wrote itself (ledgers, and clones before
 * an agent had them): neither the machine's nor the user's configuration is read.
 */
export const SEALED: Readonly<Record<string, string>> = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
}

export function callEnvironment(
  call: GitInvocation,
  host: { readonly homeFolder: string; readonly environment: Readonly<Record<string, string>> },
): Readonly<Record<string, string>> {
  const inherited = Object.entries(host.environment).filter(([name]) => !/^(GIT_|LC_|LANG|SSH_ASKPASS)/i.test(name))
  return {
    ...Object.fromEntries(inherited),
    HOME: host.homeFolder,
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_PAGER: 'cat',
    GIT_EDITOR: 'false',
    ...(call.gitDirectory === undefined ? {} : { GIT_DIR: call.gitDirectory }),
    ...(call.workTree === undefined ? {} : { GIT_WORK_TREE: call.workTree }),
    ...(call.indexFile === undefined ? {} : { GIT_INDEX_FILE: call.indexFile }),
    ...call.environment,
    ...configEnvironment([...BASE_CONFIG, ...(call.config ?? [])], Number(call.environment?.GIT_CONFIG_COUNT ?? 0)),
  }
}

/**
 * Configuration by environment: unlike with -c, a key may hold an equals sign, as a planted filter's name can.
 * Comes after the `taken` pairs that a call brought in its own environment.
 */
function configEnvironment(pairs: Pairs, taken: number): Readonly<Record<string, string>> {
  const entries = pairs.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${taken + index}`, key],
    [`GIT_CONFIG_VALUE_${taken + index}`, value],
  ])
  return { GIT_CONFIG_COUNT: String(taken + pairs.length), ...Object.fromEntries(entries) }
}
