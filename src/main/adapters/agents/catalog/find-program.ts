import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'

/** Where package managers put programs for one person, relative to the home folder. */
const HOME_FOLDERS = ['.local/bin', '.npm-global/bin', '.bun/bin', '.volta/bin', 'bin']
const SYSTEM_FOLDERS = ['/usr/local/bin', '/opt/homebrew/bin']

export type HostEnvironment = Readonly<Record<string, string | undefined>>

/** The first executable of these names: in `PATH` first, then in the well-known folders. Its absolute path, or null. */
export async function findProgram(
  names: readonly string[],
  environment: HostEnvironment,
  homeFolders: readonly string[] = [],
): Promise<string | null> {
  const { HOME: home } = environment
  const own = home === undefined ? [] : [...homeFolders, ...HOME_FOLDERS].map((folder) => join(home, folder))
  return findIn([...pathFolders(environment), ...own, ...SYSTEM_FOLDERS], names)
}

/** Looks a name up in `PATH` only. */
export function findInPath(name: string, environment: HostEnvironment): Promise<string | null> {
  return findIn(pathFolders(environment), [name])
}

export async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    return (await stat(file)).isFile()
  } catch {
    return false
  }
}

async function findIn(folders: readonly string[], names: readonly string[]): Promise<string | null> {
  for (const name of names) {
    for (const folder of folders) {
      const file = join(folder, name)
      if (await isExecutable(file)) return file
    }
  }
  return null
}

/** Relative entries are left out: what they name depends on the folder, and a worktree could plant a program there. */
function pathFolders(environment: HostEnvironment): readonly string[] {
  return (environment.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder))
}
