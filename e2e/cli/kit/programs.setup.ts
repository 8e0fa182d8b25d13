import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { fullBuild, isBuilt } from '../../../scripts/lib/full-build.ts'
import { root } from '../../../scripts/lib/root.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The bundled command line, in a folder of its own without node_modules. */
    readonly cliFile: string
  }
}

/** Builds the programs once and tests a copy, so that a build under way elsewhere can't change what is tested. */
export async function setup(project: TestProject): Promise<() => void> {
  if (!isBuilt(root)) await fullBuild(root)
  const folder = mkdtempSync(path.join(tmpdir(), 'switchyard-programs-'))
  for (const part of ['main', 'renderer']) {
    mkdirSync(path.join(folder, part))
    cpSync(path.join(root, 'out', part), path.join(folder, part), { recursive: true })
  }
  project.provide('cliFile', path.join(folder, 'main', 'cli.js'))
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
