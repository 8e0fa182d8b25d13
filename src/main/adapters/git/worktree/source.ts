import { copyFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, WorktreePlace } from '../../../ports/git.ts'
import { trustedLfs } from '../filter-guard.ts'
import { type ConfigEntry, configValue } from '../parse/config-list.ts'
import { publicRemoteUrl } from '../parse/remote-url.ts'
import type { GitRunner } from '../runner.ts'
import { outputText } from '../verbs/output-text.ts'
import { readConfig } from '../verbs/read-config.ts'

type Pairs = readonly (readonly [string, string])[]

/** What clone and ledger take over from the user's repository: values, never programs, but for the trusted LFS filter. */
export interface Source {
  readonly objectFormat: string
  /** Decides how file contents become blobs; must be the same in clone and ledger. */
  readonly content: Pairs
  readonly identity: Pairs
  /** `origin` with pushing disabled; empty when the project has no remote. */
  readonly remote: Pairs
  readonly hasLfs: boolean
}

const CONTENT_KEYS = [
  'core.autocrlf',
  'core.eol',
  'core.excludesfile',
  'core.attributesfile',
  'core.filemode',
  'core.symlinks',
  'core.ignorecase',
  'core.precomposeunicode',
]

export async function readSource(runner: GitRunner, repository: string): GitResult<Source> {
  const config = await readConfig(runner, repository)
  if (!config.ok) return config
  const format = outputText(await runner.run({ args: ['rev-parse', '--show-object-format'], gitDirectory: repository }))
  if (!format.ok) return format
  const lfs = trustedLfs(config.value)
  return ok({
    objectFormat: format.value,
    content: [...picked(config.value, CONTENT_KEYS), ...lfs],
    identity: picked(config.value, ['user.name', 'user.email']),
    remote: remoteOf(config.value, repository),
    hasLfs: lfs.length > 0,
  })
}

function picked(config: readonly ConfigEntry[], keys: readonly string[]): Pairs {
  return keys.flatMap((key): Pairs => {
    const value = configValue(config, key)
    return value === undefined ? [] : [[key, value]]
  })
}

function remoteOf(config: readonly ConfigEntry[], repository: string): Pairs {
  const root = dirname(repository)
  const urls = config.filter(({ key }) => /^remote\.[\s\S]+\.url$/.test(key))
  const url = configValue(urls, 'remote.origin.url') ?? urls[0]?.value
  if (url === undefined) return []
  const address = publicRemoteUrl(url, root)
  if (address === root || address === repository) return []
  return [
    ['remote.origin.url', address],
    ['remote.origin.pushurl', 'disabled://switchyard-lands-work-for-you'],
    ['remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*'],
    ['remote.origin.tagopt', '--no-tags'],
  ]
}

/** Rules that live in the user's git directory rather than in files of the project. */
export async function copyInfoFiles(place: WorktreePlace, gitDirectory: string): Promise<void> {
  for (const name of ['exclude', 'attributes']) {
    await copyIfPresent(join(place.repository, 'info', name), join(gitDirectory, 'info', name))
  }
}

/** A shallow repository's history ends at the commits listed here; borrowed objects end where the lender's do. */
export async function copyShallow(place: WorktreePlace, gitDirectory: string): Promise<void> {
  const target = join(gitDirectory, 'shallow')
  if (!(await copyIfPresent(join(place.repository, 'shallow'), target))) await rm(target, { force: true })
}

/** Lets a git directory read the objects of others. */
export async function borrowObjects(gitDirectory: string, lenders: readonly string[]): Promise<void> {
  const lines = lenders.map((lender) => `${/["\n]/.test(lender) ? JSON.stringify(lender) : lender}\n`)
  await writeFile(join(gitDirectory, 'objects', 'info', 'alternates'), lines.join(''))
}

async function copyIfPresent(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
