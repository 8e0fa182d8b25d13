import { readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { failure } from '../../../shared/kernel/failure.ts'
import { err, ok } from '../../../shared/kernel/result.ts'
import type { GitFailure, GitResult } from '../../ports/git.ts'
import { folderMissing } from './failures.ts'
import type { GitRunner } from './runner.ts'
import { outputText } from './verbs/output-text.ts'

export interface RepositoryLocation {
  readonly root: string
  readonly prefix: string
  /** The checkout's own git directory: HEAD and index are here. */
  readonly gitDirectory: string
  readonly commonDirectory: string
}

/** Finds the repository a folder belongs to. The only discovery there is: everything else names its repository. */
export async function locateRepository(runner: GitRunner, folder: string): GitResult<RepositoryLocation> {
  const where = await realpath(folder).catch(() => undefined)
  const kind = where === undefined ? undefined : await stat(where)
  if (where === undefined || kind?.isDirectory() !== true) return err(folderMissing(folder))
  const query = ['--is-bare-repository', '--is-inside-git-dir', '--absolute-git-dir', '--git-common-dir']
  const args = ['rev-parse', '--path-format=absolute', ...query]
  const found = await runner.run({ args, cwd: where, expectedExitCodes: [0, 128] })
  if (!found.ok) return found
  if (found.value.code !== 0) return err(await notFound(where, found.value.stderr))
  const lines = outputText(found)
  if (!lines.ok) return lines
  const [bare, inside, gitDirectory, commonDirectory, ...rest] = lines.value.split('\n')
  if (bare === 'true') return err(bareRepository(where))
  if (inside === 'true') return err(insideGitDirectory(where))
  if (gitDirectory === undefined || commonDirectory === undefined || rest.length > 0) return err(unusablePath(where))
  return withRoot(runner, { where, gitDirectory, commonDirectory })
}

async function withRoot(
  runner: GitRunner,
  found: { readonly where: string; readonly gitDirectory: string; readonly commonDirectory: string },
): GitResult<RepositoryLocation> {
  const args = ['rev-parse', '--path-format=absolute', '--show-toplevel', '--show-prefix']
  const lines = outputText(await runner.run({ args, cwd: found.where }))
  if (!lines.ok) return lines
  const [root, prefix, ...rest] = lines.value.split('\n')
  if (root === undefined || rest.length > 0) return err(unusablePath(found.where))
  return ok({
    root: await realpath(root),
    prefix: (prefix ?? '').replace(/\/$/, ''),
    gitDirectory: await realpath(found.gitDirectory),
    commonDirectory: await realpath(found.commonDirectory),
  })
}

/** Git found nothing it would open; tells a repository of somebody else's, or a broken one, from no repository. */
async function notFound(folder: string, stderr: string): Promise<GitFailure> {
  const entry = await nearestGitEntry(folder)
  if (entry === undefined) {
    return failure('not-a-repository', `${folder} is not a Git repository.`, {
      remedy: 'Let Switchyard create one there, run `git init`, or choose another folder.',
      facts: { folder, canInitialize: true },
    })
  }
  const owner = (await stat(entry)).uid
  if (owner !== process.geteuid?.()) {
    return failure(
      'repository-foreign',
      `The repository ${dirname(entry)} belongs to another user; Git refuses to open it.`,
      {
        remedy: 'If you trust it, run `git config --global --add safe.directory` with its path, then try again.',
        facts: { folder: dirname(entry), owner },
      },
    )
  }
  return failure('not-a-repository', `${folder} looks like a Git repository, but Git can't open it.`, {
    remedy: 'Repair it (`git status` there says what is wrong), or choose another folder.',
    facts: { folder, stderr: stderr.slice(0, 2_000) },
  })
}

async function nearestGitEntry(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const entry = join(at, '.git')
    const found = await stat(entry).catch(() => undefined)
    if (found !== undefined) return entry
    const head = await readFile(join(at, 'HEAD'), 'utf8').catch(() => '')
    if (head.startsWith('ref: refs/')) return join(at, 'HEAD')
    if (dirname(at) === at) return undefined
  }
}

function bareRepository(folder: string): GitFailure {
  return failure('repository-bare', `${folder} is a bare repository: it has no files to work on.`, {
    remedy: 'Clone it and choose the clone.',
    facts: { folder },
  })
}

function insideGitDirectory(folder: string): GitFailure {
  return failure('not-a-repository', `${folder} is inside a repository's own .git folder.`, {
    remedy: 'Choose the folder that holds your files.',
    facts: { folder },
  })
}

function unusablePath(folder: string): GitFailure {
  return failure('git-failed', `The path of the repository at ${folder} holds a line break, which is not supported.`, {
    remedy: 'Rename the folder, then try again.',
    facts: { folder },
  })
}
