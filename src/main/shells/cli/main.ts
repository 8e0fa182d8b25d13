import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

/*
 * Most of a start is reading the program's own text, so what V8 made of it is kept beside the bundle, where nobody
 * else can put anything. Where that can't be written the program starts without.
 */
if (import.meta.url.endsWith('.js')) enableCompileCache(fileURLToPath(new URL('compile-cache', import.meta.url)))

const { runCommandLine } = await import('./run-command-line.ts')
process.exitCode = await runCommandLine(process.argv.slice(2))
