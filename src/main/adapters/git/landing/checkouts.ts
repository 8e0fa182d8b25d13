import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'

/** A working tree of the user's, main or linked. */
export interface UserCheckout {
  readonly path: string
  /** Its own git directory: where its HEAD and index are. */
  readonly gitDirectory: string
  /** Full reference name HEAD points to; null when detached. */
  readonly head: string | null
}

interface Listed {
  path: string
  branch: string | null
  bare: boolean
  locked: boolean
}

/**
 * All working trees of a repository that exist on disk. Fails with checkout-in-use where `branch` is checked
 * out in a working tree that can't be found.
 */
export async function listCheckouts(
  runner: GitRunner,
  gitDirectory: string,
  branch: string,
): Promise<Result<readonly UserCheckout[], GitFailure>> {
  const listed = await runner.run({ args: ['worktree', 'list', '--porcelain', '-z'], gitDirectory })
  if (!listed.ok) return listed
  const [main, ...linked] = parseWorktrees(listed.value.stdout.toString('utf8'))
  const checkouts: UserCheckout[] = []
  if (main !== undefined && !main.bare) {
    const head = await readHead(gitDirectory)
    const path = await mainFolder(runner, gitDirectory, main.path)
    if (!path.ok) return path
    if (path.value !== null) checkouts.push({ path: path.value, gitDirectory, head })
    else if (head === `refs/heads/${branch}`) return err(unknownFolder(gitDirectory))
  }
  for (const each of linked) {
    const own = await linkedGitDirectory(each.path)
    if (own !== null) checkouts.push({ path: each.path, gitDirectory: own, head: await readHead(own) })
    // Locked means that it will be back, with the branch, for example on a drive that isn't mounted now.
    else if (each.locked && each.branch === `refs/heads/${branch}`) return err(awayCheckout(each.path))
  }
  return ok(checkouts)
}

/** The checkout at a folder, or null when there is none any more. */
export async function openCheckout(
  runner: GitRunner,
  path: string,
): Promise<Result<{ readonly checkout: UserCheckout; readonly common: string } | null, GitFailure>> {
  if (!existsSync(join(path, '.git'))) return ok(null)
  const args = ['rev-parse', '--path-format=absolute', '--git-dir', '--git-common-dir']
  const found = await runner.run({ args, cwd: path })
  if (!found.ok) return found
  const [gitDirectory = '', common = ''] = found.value.stdout.toString('utf8').split('\n')
  return ok({ checkout: { path, gitDirectory, head: await readHead(gitDirectory) }, common })
}

function parseWorktrees(output: string): readonly Listed[] {
  const worktrees: Listed[] = []
  for (const line of output.split('\0')) {
    const last = worktrees.at(-1)
    if (line.startsWith('worktree '))
      worktrees.push({ path: line.slice('worktree '.length), branch: null, bare: false, locked: false })
    else if (last === undefined) continue
    else if (line === 'bare') last.bare = true
    else if (/^locked( |$)/.test(line)) last.locked = true
    else if (line.startsWith('branch ')) last.branch = line.slice('branch '.length)
  }
  return worktrees
}

/** Git lists the folder above the git directory, which is wrong where `core.worktree` names another one. */
async function mainFolder(
  runner: GitRunner,
  gitDirectory: string,
  listed: string,
): Promise<Result<string | null, GitFailure>> {
  const args = ['config', '--get', 'core.worktree']
  const configured = await runner.run({ args, gitDirectory, expectedExitCodes: [0, 1] })
  if (!configured.ok) return configured
  const folder = configured.value.stdout.toString('utf8').replace(/\n$/, '')
  if (folder !== '') return ok(resolve(gitDirectory, folder))
  return ok(existsSync(join(listed, '.git')) ? listed : null)
}

function unknownFolder(gitDirectory: string): GitFailure {
  return failure(
    'checkout-in-use',
    `The working tree of ${gitDirectory} can't be found, because its git directory is stored apart from it. Nothing was changed.`,
    {
      remedy: 'Set core.worktree in that repository to its folder, then land again.',
      facts: { checkout: gitDirectory },
    },
  )
}

function awayCheckout(folder: string): GitFailure {
  return failure(
    'checkout-in-use',
    `The linked working tree ${folder} is locked and can't be reached. Nothing was changed.`,
    {
      remedy: 'Make that folder reachable, or unlock it with git worktree unlock, then land again.',
      facts: { checkout: folder, paths: [], more: 0 },
    },
  )
}

async function linkedGitDirectory(folder: string): Promise<string | null> {
  const target = /^gitdir: ([\s\S]+?)\n?$/.exec((await readText(join(folder, '.git'))) ?? '')?.[1]
  return target === undefined ? null : resolve(folder, target)
}

/** Full name of the reference HEAD points to; null when detached. */
export async function readHead(gitDirectory: string): Promise<string | null> {
  const head = await readText(join(gitDirectory, 'HEAD'))
  return head === null ? null : (/^ref: (.+?)\s*$/.exec(head)?.[1] ?? null)
}

export async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null
    throw error
  }
}
