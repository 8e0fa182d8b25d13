import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The programs of their own that a host starts, what they run on, and the interface it serves. */
export interface Programs {
  readonly cli: string
  readonly storeWorker: string
  readonly spawnHelper: string
  readonly scriptedAgent: string
  /** Offers the host's tools over standard input and output. */
  readonly toolsBridge: string
  /** Beside it lies `node_modules` with the terminal library, which is native and not bundled. */
  readonly ptyHost: string
  /** Folder of the built interface. */
  readonly renderer: string
  /** The Node that runs programs: never the desktop's own binary, which doesn't run as one. */
  readonly node: string
}

export interface ProgramSurroundings {
  /** Address of the module that asks. */
  readonly moduleUrl: string
  readonly execPath: string
  /** Set where this is the desktop's main process. */
  readonly electron: string | undefined
  /** Folder of a package's resources, where this is the desktop's main process. */
  readonly resourcesPath: string | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
}

/**
 * Bundled programs lie beside each other; in a checkout that was not built, the sources run as they are. In a
 * package they lie beside the archive, because the Node that comes with it can't read archives.
 */
export function locatePrograms(surroundings: ProgramSurroundings): Programs {
  const { moduleUrl, resourcesPath } = surroundings
  const at = (relative: string) => fileURLToPath(new URL(relative, moduleUrl))
  if (resourcesPath !== undefined && at('.').startsWith(path.join(resourcesPath, 'app.asar') + path.sep)) {
    const folder = path.join(resourcesPath, 'host', 'main')
    return { ...bundledIn(folder), renderer: at('../renderer'), node: packagedNode(surroundings, resourcesPath) }
  }
  const node = nodeBeside(surroundings)
  if (!moduleUrl.endsWith('.ts')) return { ...bundledIn(at('.')), renderer: at('../renderer'), node }
  return {
    cli: at('../cli/main.ts'),
    storeWorker: at('../../adapters/store-sqlite/worker.ts'),
    spawnHelper: at('../../adapters/process/helper.ts'),
    scriptedAgent: at('../../adapters/agents/scripted/main.ts'),
    toolsBridge: at('../tools-bridge/main.ts'),
    ptyHost: at('../../adapters/pty/pty-host.ts'),
    renderer: at('../../../../out/renderer'),
    node,
  }
}

function bundledIn(folder: string): Omit<Programs, 'renderer' | 'node'> {
  return {
    cli: path.join(folder, 'cli.js'),
    storeWorker: path.join(folder, 'store-worker.js'),
    spawnHelper: path.join(folder, 'spawn-helper.js'),
    scriptedAgent: path.join(folder, 'scripted-agent.js'),
    toolsBridge: path.join(folder, 'tools-bridge.js'),
    ptyHost: path.join(folder, 'pty-host.js'),
  }
}

function packagedNode({ platform }: ProgramSurroundings, resourcesPath: string): string {
  return path.join(resourcesPath, 'runtime', platform === 'win32' ? 'node.exe' : 'node')
}

/** `npm start` names the Node it runs on to the desktop that it starts. */
function nodeBeside({ electron, environment, execPath }: ProgramSurroundings): string {
  return electron === undefined ? execPath : environment.SWITCHYARD_NODE || 'node'
}

export const programs: Programs = locatePrograms({
  moduleUrl: import.meta.url,
  execPath: process.execPath,
  electron: process.versions.electron,
  resourcesPath: (process as { readonly resourcesPath?: string }).resourcesPath,
  environment: process.env,
  platform: process.platform,
})
