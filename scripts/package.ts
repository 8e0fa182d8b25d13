import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fullBuild, isBuilt } from './lib/full-build.ts'
import { packageDesktop } from './lib/package-desktop.ts'
import { print, printError } from './lib/print.ts'
import { root } from './lib/root.ts'

const options = { dir: { type: 'boolean' }, electron: { type: 'string' }, output: { type: 'string' } } as const
const { values } = parseArgs({ options })

try {
  if (!isBuilt(root)) await fullBuild(root)
  const made = await packageDesktop({
    root,
    onlyFolder: values.dir ?? false,
    electron: values.electron === undefined ? undefined : resolve(values.electron),
    output: resolve(root, values.output ?? 'dist'),
  })
  for (const file of made) print(file)
} catch (error) {
  printError(`Packaging failed: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
