import { fullBuild, isBuilt } from './lib/full-build.ts'
import { root } from './lib/root.ts'

if (!isBuilt(root)) await fullBuild(root)
