import { homedir } from 'node:os'
import path from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** Where a host keeps its data unless told otherwise: SWITCHYARD_DATA, else the platform's place for it. */
export function defaultDataFolder(environment: Environment, platform: NodeJS.Platform): string {
  const named = environment.SWITCHYARD_DATA
  if (named !== undefined && named !== '') return path.resolve(named)
  const home = environment.HOME || homedir()
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Switchyard')
  if (platform === 'win32')
    return path.join(environment.LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'Switchyard')
  return path.join(environment.XDG_DATA_HOME || path.join(home, '.local', 'share'), 'switchyard')
}

export function databaseFile(dataFolder: string): string {
  return path.join(dataFolder, 'switchyard.db')
}

export function settingsFile(dataFolder: string): string {
  return path.join(dataFolder, 'settings.json')
}
