import { fullBuild } from './lib/full-build.ts'
import { printError } from './lib/print.ts'
import { root } from './lib/root.ts'

try {
  await fullBuild(root)
} catch (error) {
  printError(`The build failed: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
