import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildInto, isBuilt } from '../../../scripts/lib/full-build.ts'
import { root } from '../../../scripts/lib/root.ts'
import { isAlive } from '../../cli/kit/processes.ts'
import { builtVariable } from './built.ts'

const kept = join(root, '.cache/browser/built')

/**
 * Builds once for all browser tests of a run and tests a copy, so that a build under way elsewhere can't change what
 * is tested. The copy is below the checkout, where native code finds its node_modules. A build named in the
 * environment is tested as it is.
 */
export default async function buildForTests(): Promise<() => void> {
  if (process.env[builtVariable] !== undefined) return () => undefined
  mkdirSync(kept, { recursive: true })
  for (const name of readdirSync(kept)) {
    if (!isAlive(Number(name))) rmSync(join(kept, name), { recursive: true, force: true })
  }
  const folder = join(kept, String(process.pid))
  if (isBuilt(root)) cpSync(join(root, 'out'), folder, { recursive: true })
  else await buildInto(root, folder)
  process.env[builtVariable] = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
