import { join } from 'node:path'
import { build } from 'vite'

interface Program {
  /** Name of the file in `out/main`, without its ending. */
  readonly name: string
  readonly source: string
  /** A program that is started often, or copied elsewhere, is one file. */
  readonly oneFile: boolean
  /** For what is started with every agent session: half of its start is reading its own text. */
  readonly minified: boolean
  /** A module that isn't this one's kind: a sandboxed preload can't be an ES module, nor load any other file. */
  readonly commonJs?: boolean
}

/** Everything of the host that starts as a program or worker of its own. */
export const programs: readonly Program[] = [
  { name: 'cli', source: 'src/main/shells/cli/main.ts', oneFile: false, minified: false },
  { name: 'store-worker', source: 'src/main/adapters/store-sqlite/worker.ts', oneFile: true, minified: false },
  { name: 'spawn-helper', source: 'src/main/adapters/process/helper.ts', oneFile: true, minified: false },
  { name: 'scripted-agent', source: 'src/main/adapters/agents/scripted/main.ts', oneFile: true, minified: true },
  { name: 'tools-bridge', source: 'src/main/shells/tools-bridge/main.ts', oneFile: true, minified: true },
  { name: 'pty-host', source: 'src/main/adapters/pty/pty-host.ts', oneFile: true, minified: false },
  { name: 'electron-main', source: 'src/main/shells/electron/main.ts', oneFile: true, minified: false },
  {
    name: 'preload',
    source: 'src/main/shells/electron/preload.ts',
    oneFile: true,
    minified: false,
    commonJs: true,
  },
]

/** Native code can't be bundled: it is found in the `node_modules` beside or above the folder of the programs. */
const native = ['@lydell/node-pty']

/** Bundles one program with its dependencies into `folder`, so that it runs without node_modules, native code excepted. */
export async function buildProgram(root: string, program: Program, folder: string): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true, external: [...native, 'electron'], target: 'node' },
    build: {
      ssr: true,
      target: 'node22',
      outDir: folder,
      emptyOutDir: false,
      sourcemap: true,
      minify: program.minified,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { [program.name]: join(root, program.source) },
        output: {
          format: program.commonJs ? 'cjs' : 'es',
          entryFileNames: program.commonJs ? '[name].cjs' : '[name].js',
          // Beside the entry: the programs find each other by their own address.
          chunkFileNames: '[name]-[hash].js',
          codeSplitting: !program.oneFile,
        },
      },
    },
  })
}
