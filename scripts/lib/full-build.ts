import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'vite'
import { buildProgram, programs } from './host-build.ts'
import { formatDuration, printError } from './print.ts'
import { swapFolder } from './swap-folder.ts'

interface Stamps {
  sourceStamp(root: string): string | null
  builtStamp(root: string): string | null
}

const stamps: Stamps = createRequire(import.meta.url)('../../bin/stamp.cjs')
const page = 'src/renderer/index.html'
const pictures = 'resources/desktop'

/** Sources that the build needs and that aren't there. */
function missingSources(root: string): readonly string[] {
  return [...programs.map((program) => program.source), page, pictures].filter((path) => !existsSync(join(root, path)))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A build that was killed leaves its folder behind. */
function removeLeftovers(root: string): void {
  for (const name of readdirSync(root)) {
    const pid = /^out\.(\d+)\.tmp/.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(root, name), { recursive: true, force: true })
  }
}

/**
 * Builds host and renderer into a folder below the checkout, without a stamp. For production whatever the environment
 * says: tests say otherwise to all that they start, and a page for development draws at a fraction of the speed.
 */
export async function buildInto(root: string, folder: string): Promise<void> {
  process.env.NODE_ENV = 'production'
  const main = join(folder, 'main')
  mkdirSync(main, { recursive: true })
  writeFileSync(join(main, 'package.json'), '{ "type": "module" }\n')
  const renderer = build({
    configFile: join(root, 'vite.renderer.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(folder, 'renderer'), reportCompressedSize: false },
  })
  cpSync(join(root, pictures), join(folder, 'desktop'), { recursive: true })
  await Promise.all([renderer, ...programs.map((program) => buildProgram(root, program, main))])
}

export function isBuilt(root: string): boolean {
  return stamps.sourceStamp(root) === stamps.builtStamp(root)
}

/**
 * Builds host and renderer into `out`, which changes only when everything succeeded.
 * The stamp is taken before reading the sources, so that a change during the build makes it stale.
 */
export async function fullBuild(root: string): Promise<void> {
  const begun = performance.now()
  const missing = missingSources(root)
  if (missing.length > 0) throw new Error(`these sources are missing: ${missing.join(', ')}`)
  removeLeftovers(root)
  const stamp = stamps.sourceStamp(root)
  const folder = join(root, `out.${process.pid}.tmp`)
  try {
    await buildInto(root, folder)
    writeFileSync(join(folder, 'stamp'), stamp ?? '')
    swapFolder(folder, join(root, 'out'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  printError(`built out/ in ${formatDuration(performance.now() - begun)}`)
}
