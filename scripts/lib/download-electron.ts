import { beginsToDownload } from './begin-download.ts'
import { electronAddress, findElectron } from './electron-binary.ts'
import { print, printError } from './print.ts'
import { runTool } from './run-tool.ts'

/** How long may pass before the first bytes arrive, and before all are there, in milliseconds. */
const limits = { begin: 3000, all: 300_000 }

/** Downloads Electron where that begins soon; undefined where it doesn't, or where it comes to nothing. */
export async function downloadElectron(root: string): Promise<string | undefined> {
  if (!(await beginsToDownload(electronAddress(root, process.env), limits.begin))) return undefined
  print('Downloading Electron, once ...')
  const args = [`${root}/node_modules/electron/install.js`]
  const result = await runTool({ command: process.execPath, args, limit: limits.all })
  if (result.code !== 0) printError(result.output.trimEnd().split('\n').slice(-1).join(''))
  return findElectron(root, process.env, process.platform)
}
