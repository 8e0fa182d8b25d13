import { appendFile, copyFile, mkdir, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, WorktreePlace } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import { configText } from '../parse/config-text.ts'
import type { GitRunner } from '../runner.ts'
import { borrowObjects, copyInfoFiles, copyShallow, type Source } from './source.ts'

/** The clone's git directory. Only to be run under before an agent had it. */
export function cloneDirectory(place: WorktreePlace): string {
  return join(place.folder, '.git')
}

/**
 * A second host-owned git directory, through which the agent's own commits are read. The ledger itself doesn't
 * borrow from the clone: a checkpoint must not rest on objects that an agent can damage.
 */
export function agentViewDirectory(place: WorktreePlace): string {
  return join(place.ledger, 'agent-view')
}

export function ledgerIndex(place: WorktreePlace): string {
  return join(place.ledger, 'index')
}

export async function makeClone(runner: GitRunner, place: WorktreePlace, source: Source): GitResult<void> {
  const gitDirectory = cloneDirectory(place)
  await mkdir(place.folder, { recursive: true })
  const settings = [...source.content, ...source.identity, ...source.remote, ...QUIET]
  const made = await makeDirectory(runner, { place, source, gitDirectory, settings, bare: false })
  if (!made.ok) return made
  await borrowObjects(gitDirectory, [join(place.repository, 'objects')])
  return ok(undefined)
}

export async function makeLedger(runner: GitRunner, place: WorktreePlace, source: Source): GitResult<void> {
  const settings = [...source.content, ...QUIET, ...SERVES_ANY]
  const made = await makeDirectory(runner, { place, source, gitDirectory: place.ledger, settings, bare: true })
  if (!made.ok) return made
  await borrowObjects(place.ledger, [join(place.repository, 'objects')])
  const gitDirectory = agentViewDirectory(place)
  const view = await makeDirectory(runner, {
    place,
    source,
    gitDirectory,
    settings: [...QUIET, ...SERVES_ANY],
    bare: true,
  })
  if (!view.ok) return view
  await borrowObjects(gitDirectory, [join(place.repository, 'objects'), join(cloneDirectory(place), 'objects')])
  return ok(undefined)
}

/**
 * Copies an index so that no change is taken for clean later: git compares file times with the index's own, so
 * the copy must not be younger than the original.
 */
export async function copyIndex(from: string, to: string): Promise<void> {
  const { atime, mtimeMs } = await stat(from)
  await copyFile(from, to)
  await utimes(to, atime, Math.floor(mtimeMs - 1) / 1_000)
}

const QUIET = [
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
] as const
const SERVES_ANY = [['uploadpack.allowanysha1inwant', 'true']] as const

interface DirectoryRequest {
  readonly place: WorktreePlace
  readonly source: Source
  readonly gitDirectory: string
  readonly settings: readonly (readonly [string, string])[]
  readonly bare: boolean
}

async function makeDirectory(runner: GitRunner, request: DirectoryRequest): GitResult<void> {
  const { place, source, gitDirectory, bare } = request
  await mkdir(gitDirectory, { recursive: true })
  const flags = ['--quiet', '--template=', `--object-format=${source.objectFormat}`, `--initial-branch=${place.branch}`]
  const made = await runner.run({
    args: bare ? ['init', '--bare', ...flags] : ['init', ...flags],
    gitDirectory,
    ...(bare ? {} : { workTree: place.folder }),
    environment: SEALED,
  })
  if (!made.ok) return made
  await mkdir(join(gitDirectory, 'info'), { recursive: true })
  await appendFile(join(gitDirectory, 'config'), configText(request.settings))
  await copyInfoFiles(place, gitDirectory)
  await copyShallow(place, gitDirectory)
  return ok(undefined)
}
