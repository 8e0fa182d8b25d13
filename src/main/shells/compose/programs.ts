import { fileURLToPath } from 'node:url'

/** The programs of their own that a host starts, and the interface it serves. */
export interface Programs {
  readonly cli: string
  readonly storeWorker: string
  readonly spawnHelper: string
  readonly scriptedAgent: string
  /** Folder of the built interface. */
  readonly renderer: string
}

const fromSource = import.meta.url.endsWith('.ts')

function at(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}

/** Bundled programs lie beside each other; in a checkout that was not built, the sources run as they are. */
export const programs: Programs = fromSource
  ? {
      cli: at('../cli/main.ts'),
      storeWorker: at('../../adapters/store-sqlite/worker.ts'),
      spawnHelper: at('../../adapters/process/helper.ts'),
      scriptedAgent: at('../../adapters/agents/scripted/main.ts'),
      renderer: at('../../../../out/renderer'),
    }
  : {
      cli: at('./cli.js'),
      storeWorker: at('./store-worker.js'),
      spawnHelper: at('./spawn-helper.js'),
      scriptedAgent: at('./scripted-agent.js'),
      renderer: at('../renderer'),
    }
