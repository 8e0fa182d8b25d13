import path from 'node:path'
import type { Refusal } from '../../shared/domain/decision.ts'
import type { DispatchFacts } from '../../shared/domain/run/commands.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Preparer } from '../engine/preparer.ts'
import type { GitPort, RepositoryFacts } from '../ports/git.ts'

interface Wanted {
  readonly base?: string | undefined
  readonly into?: string | undefined
}

/** Finds out what a run would start from, and refuses before anything changes. */
export function prepareDispatch(git: GitPort): Preparer<'run.dispatch'> {
  return { command: 'run.dispatch', prepare: (payload) => dispatchFacts(git, payload) }
}

export function preparePlan(git: GitPort): Preparer<'run.plan'> {
  return { command: 'run.plan', prepare: (payload) => dispatchFacts(git, payload) }
}

interface Dispatched extends Wanted {
  readonly repository: string
  readonly initialize: boolean
}

async function dispatchFacts(git: GitPort, payload: Dispatched): Promise<Result<DispatchFacts, Refusal>> {
  const version = await git.requireVersion()
  if (!version.ok) return version
  const inspected = await inspectOrInitialize(git, payload.repository, payload.initialize)
  if (!inspected.ok) return inspected
  const repository = inspected.value
  const base = await findBase(git, repository, payload)
  if (!base.ok) return base
  const into = await findTarget(git, repository, payload)
  if (!into.ok) return into
  const { root, gitDirectory, prefix, branchPrefix } = repository
  return ok({ root, gitDirectory, prefix, branchPrefix, base: base.value, into: into.value })
}

/** The host's own folder is nobody's: a relative path would name something by accident. */
export async function inspectOrInitialize(
  git: GitPort,
  folder: string,
  initialize: boolean,
): Promise<Result<RepositoryFacts, Refusal>> {
  if (!path.isAbsolute(folder)) {
    const remedy = 'Write the whole path.'
    return err({ code: 'folder-relative', message: `${folder} is no absolute path; nothing was done.`, remedy })
  }
  const inspected = await git.inspect(folder)
  if (inspected.ok || inspected.error.code !== 'not-a-repository' || !initialize) return inspected
  return git.initialize(folder)
}

async function findBase(
  git: GitPort,
  repository: RepositoryFacts,
  wanted: Wanted,
): Promise<Result<DispatchFacts['base'], Refusal>> {
  const { head } = repository
  if (wanted.base === undefined) {
    if (head.kind === 'branch') return ok({ ref: head.branch, commit: head.oid })
    if (head.kind === 'unborn') return ok({ ref: head.branch, commit: null })
    return err({
      code: 'base-needed',
      message: 'No branch is checked out (HEAD is detached); nothing was dispatched.',
      remedy: 'Name the branch, tag or commit to start from with --base.',
    })
  }
  if (head.kind === 'unborn' && wanted.base === head.branch) return ok({ ref: head.branch, commit: null })
  const commit = await git.resolve(repository.gitDirectory, wanted.base)
  return commit.ok ? ok({ ref: wanted.base, commit: commit.value }) : commit
}

/** The branch named, else the base where that is a local branch, else none yet. */
async function findTarget(
  git: GitPort,
  repository: RepositoryFacts,
  wanted: Wanted,
): Promise<Result<string | null, Refusal>> {
  const { head, gitDirectory } = repository
  const unborn = head.kind === 'unborn' ? head.branch : null
  const candidate = wanted.into ?? wanted.base ?? (head.kind === 'detached' ? null : head.branch)
  if (candidate === null || candidate === unborn) return ok(candidate)
  const tip = await git.branchTip(gitDirectory, candidate)
  if (!tip.ok) return tip
  if (tip.value !== null) return ok(candidate)
  if (wanted.into === undefined) return ok(null)
  return err({
    code: 'branch-not-found',
    message: `There is no local branch ${wanted.into} to land on; nothing was dispatched.`,
    remedy: 'Create the branch first, or name another one with --into.',
  })
}
