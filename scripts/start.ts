import { fullBuild, isBuilt } from './lib/full-build.ts'
import { root } from './lib/root.ts'
import { serveInForeground } from './lib/serve.ts'

if (!isBuilt(root)) await fullBuild(root)
process.exitCode = await serveInForeground(process.argv.slice(2))
