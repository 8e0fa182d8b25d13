import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { GitFailure, LandingRequest, PreparedLanding } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'
import { branchTip } from '../verbs/branch-tip.ts'
import { checkFollowers } from './check-followers.ts'
import { importCommit } from './import-commit.ts'
import { mergeCommits } from './merge-commits.ts'
import { recoverCheckouts } from './recover-checkout.ts'
import { branchNotFound, readTree } from './references.ts'
import { treeOrEmpty } from './touched-paths.ts'
import { readUserSettings } from './user-settings.ts'
import { type WrittenCommit, writeCommit } from './write-commit.ts'

export interface LandingDeps {
  readonly runner: GitRunner
  readonly clock: Clock
}

/** What a commit onto a branch needs, however its tree came about. */
export interface Proposal {
  readonly repository: string
  readonly ledger: string
  readonly into: string
  readonly tip: string | null
  readonly tree: string
  readonly message: string
  readonly timestampMs: number
}

export async function prepareLanding(
  deps: LandingDeps,
  request: LandingRequest,
): Promise<Result<PreparedLanding, GitFailure>> {
  const { ledger, repository } = request.place
  const recovered = await recoverCheckouts(deps.runner, repository, request.into)
  if (!recovered.ok) return recovered
  const tip = await targetTip(deps.runner, repository, request.into)
  if (!tip.ok) return tip
  const tree = await mergedTree(deps.runner, request, tip.value)
  if (!tree.ok) return tree
  const { into, message, timestampMs } = request
  return propose(deps, { repository, ledger, into, tip: tip.value, tree: tree.value, message, timestampMs })
}

/** Checks, commits and imports a tree that is to become the branch's next commit; moves nothing. */
export async function propose(deps: LandingDeps, proposal: Proposal): Promise<Result<PreparedLanding, GitFailure>> {
  const { repository, ledger, into, tip, tree } = proposal
  const current = await currentTree(deps.runner, ledger, tip)
  if (!current.ok) return current
  if (current.value === tree) return err(nothingToLand(into))
  const checkouts = await checkFollowers(deps.runner, {
    repository,
    branch: into,
    ledger,
    from: current.value,
    to: tree,
  })
  if (!checkouts.ok) return checkouts
  const settings = await readUserSettings(deps.runner, repository)
  if (!settings.ok) return settings
  const { message, timestampMs } = proposal
  const written = await writeCommit(deps, { ledger, settings: settings.value, tree, parent: tip, message, timestampMs })
  if (!written.ok) return written
  const imported = await importCommit(deps.runner, { ledger, repository }, written.value.commit)
  return imported.ok ? ok(prepared(proposal, written.value, checkouts.value)) : imported
}

function prepared(proposal: Proposal, written: WrittenCommit, checkouts: readonly string[]): PreparedLanding {
  return { into: proposal.into, before: proposal.tip, ...written, tree: proposal.tree, checkouts }
}

/** Null for the branch that an unborn repository's HEAD names; any other branch must exist. */
async function targetTip(
  runner: GitRunner,
  repository: string,
  into: string,
): Promise<Result<string | null, GitFailure>> {
  const tip = await branchTip(runner, repository, into)
  if (!tip.ok || tip.value !== null) return tip
  const head = await runner.run({
    args: ['symbolic-ref', '-q', 'HEAD'],
    gitDirectory: repository,
    expectedExitCodes: [0, 1],
  })
  if (!head.ok) return head
  return head.value.stdout.toString('utf8').trim() === `refs/heads/${into}` ? ok(null) : err(branchNotFound(into))
}

function mergedTree(
  runner: GitRunner,
  request: LandingRequest,
  tip: string | null,
): Promise<Result<string, GitFailure>> {
  const { ledger } = request.place
  if (tip === null) return readTree(runner, ledger, request.commit)
  return mergeCommits(runner, ledger, { ours: tip, theirs: request.commit, into: request.into })
}

function currentTree(runner: GitRunner, ledger: string, tip: string | null): Promise<Result<string, GitFailure>> {
  return tip === null ? treeOrEmpty(runner, ledger, null) : readTree(runner, ledger, tip)
}

function nothingToLand(into: string): GitFailure {
  return failure('landing-empty', `${into} already has these changes. Nothing was changed.`, {
    remedy: 'There is nothing left to do: discard the thread, or prompt it again.',
    facts: { into },
  })
}
