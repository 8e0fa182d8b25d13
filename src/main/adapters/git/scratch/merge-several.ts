import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure, GitResult, WorktreePlace } from '../../../ports/git.ts'
import { mergeCommits } from '../landing/merge-commits.ts'
import type { GitRunner } from '../runner.ts'
import { commitTree } from '../verbs/commit-tree.ts'
import { fetchObjects } from '../verbs/fetch-objects.ts'
import { commitOf } from '../verbs/resolve.ts'
import { makeLedger } from '../worktree/git-directories.ts'
import { readSource } from '../worktree/source.ts'

export interface MergeRequest {
  readonly gitDirectory: string
  readonly commits: readonly string[]
  readonly message: string
  readonly timestampMs: number
}

/** Merges in a git directory made for this alone, so that no merge driver of anybody's takes part. */
export async function mergeSeveral(runner: GitRunner, request: MergeRequest): GitResult<string> {
  const heads = await independent(runner, request)
  if (!heads.ok) return heads
  const [first, ...others] = heads.value
  if (first === undefined)
    return err(failure('revision-not-found', 'No commit was named; nothing was merged.', 'Name at least one.'))
  if (others.length === 0) return ok(first)
  const folder = await mkdtemp(join(tmpdir(), 'switchyard-merge-'))
  try {
    const ledger = await privateDirectory(runner, request.gitDirectory, folder)
    if (!ledger.ok) return ledger
    const merged = await mergeInto(runner, { ...request, ledger: ledger.value, heads: heads.value })
    if (!merged.ok) return merged
    const into = { gitDirectory: request.gitDirectory, commit: merged.value }
    const fetched = await fetchObjects(runner, ledger.value, into)
    return fetched.ok ? merged : fetched
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Those that no other holds, in order. */
async function independent(runner: GitRunner, request: MergeRequest): GitResult<readonly string[]> {
  const { gitDirectory } = request
  const commits: string[] = []
  for (const name of request.commits) {
    const commit = await commitOf(runner, gitDirectory, name)
    if (!commit.ok) return commit
    if (commit.value === null) return err(missing(name))
    if (!commits.includes(commit.value)) commits.push(commit.value)
  }
  if (commits.length < 2) return ok(commits)
  const listed = await runner.run({ args: ['merge-base', '--independent', ...commits], gitDirectory })
  if (!listed.ok) return listed
  const heads = new Set(listed.value.stdout.toString('latin1').trim().split('\n'))
  return ok(commits.filter((commit) => heads.has(commit)))
}

async function privateDirectory(
  runner: GitRunner,
  repository: string,
  folder: string,
): Promise<Result<string, GitFailure>> {
  const source = await readSource(runner, repository)
  if (!source.ok) return source
  const ledger = join(folder, 'merge.git')
  const place: WorktreePlace = { thread: 'merge', repository, folder, ledger, branch: 'merge', base: null }
  const made = await makeLedger(runner, place, source.value)
  return made.ok ? ok(ledger) : made
}

/** Two by two; where there are more than two the last commit names all of them as parents. */
async function mergeInto(
  runner: GitRunner,
  request: MergeRequest & { readonly ledger: string; readonly heads: readonly string[] },
): GitResult<string> {
  const { heads, ledger, message, timestampMs } = request
  let ours = heads[0] ?? ''
  for (const [at, theirs] of heads.entries()) {
    if (at === 0) continue
    const tree = await mergeCommits(runner, ledger, { ours, theirs, into: heads[0] ?? '' })
    if (!tree.ok) return tree.error.code === 'landing-conflict' ? err(conflicting(tree.error, theirs)) : tree
    const parents = at === heads.length - 1 ? heads : [ours, theirs]
    const commit = await commitTree(runner, ledger, { tree: tree.value, parents, message, timestampMs })
    if (!commit.ok) return commit
    ours = commit.value
  }
  return ok(ours)
}

function conflicting(error: GitFailure, commit: string): GitFailure {
  const message = `The work of ${commit.slice(0, 12)} conflicts with what it is to be put together with. Nothing was changed.`
  const remedy = 'Land one of them first, then bring the other up to date.'
  return failure('landing-conflict', message, { remedy, facts: { ...error.facts, commit } })
}

function missing(name: string): GitFailure {
  return failure(
    'revision-not-found',
    `The commit ${name} is not in the repository.`,
    'Restore it, or leave it out of what is merged.',
  )
}
