import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const names: Readonly<Record<string, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}

/** The Electron that is on this machine: the folder named in ELECTRON_OVERRIDE_DIST_PATH, else a downloaded one. */
export function findElectron(
  root: string,
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): string | undefined {
  const named = environment.ELECTRON_OVERRIDE_DIST_PATH
  const installed = join(root, 'node_modules/electron')
  const file = join(named || join(installed, 'dist'), names[platform] ?? 'electron')
  if (!existsSync(file)) return undefined
  // A download that was broken off leaves a folder without this.
  return named || existsSync(join(installed, 'path.txt')) ? file : undefined
}

/** Where the electron package's own installer would get the binary from. */
export function electronAddress(root: string, environment: NodeJS.ProcessEnv): URL {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'))
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : ''
  const mirror = environment.ELECTRON_MIRROR || 'https://github.com/electron/electron/releases/download/'
  return new URL(`v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`, mirror)
}
