import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure, GitPort, PreparedLanding } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import type { GitRunner } from '../runner.ts'
import { branchTip } from '../verbs/branch-tip.ts'
import { outputText } from '../verbs/output-text.ts'
import { checkFollowers } from './check-followers.ts'
import { identityEnvironment } from './identity.ts'
import { mergeCommits } from './merge-commits.ts'
import { type LandingDeps, propose } from './prepare-landing.ts'
import { recoverCheckouts } from './recover-checkout.ts'
import { branchNotFound, isAncestor, readTree } from './references.ts'
import { treeOrEmpty } from './touched-paths.ts'

type UndoRequest = Parameters<GitPort['prepareUndo']>[0]

/** A reset while the landing is the tip; otherwise a commit on the tip that takes back what the landing changed. */
export async function prepareUndo(
  deps: LandingDeps,
  request: UndoRequest,
): Promise<Result<PreparedLanding, GitFailure>> {
  const { gitDirectory, into, landed, before } = request
  const recovered = await recoverCheckouts(deps.runner, gitDirectory, into)
  if (!recovered.ok) return recovered
  const tip = await branchTip(deps.runner, gitDirectory, into)
  if (!tip.ok) return tip
  if (tip.value === null) return err(branchNotFound(into))
  if (tip.value === landed) return before === null ? err(firstCommit(into)) : planReset(deps.runner, request, before)
  const contained = await isAncestor(deps.runner, gitDirectory, { ancestor: landed, of: tip.value })
  if (!contained.ok) return contained
  return contained.value ? planRevert(deps, request, tip.value) : err(nothingToUndo(into))
}

async function planReset(
  runner: GitRunner,
  { gitDirectory, ledger, into, landed }: UndoRequest,
  before: string,
): Promise<Result<PreparedLanding, GitFailure>> {
  const tree = await readTree(runner, gitDirectory, before)
  if (!tree.ok) return tree
  const check = { repository: gitDirectory, branch: into, ledger, from: landed, to: before }
  const checkouts = await checkFollowers(runner, check)
  if (!checkouts.ok) return checkouts
  return ok({ into, before: landed, commit: before, tree: tree.value, checkouts: checkouts.value })
}

async function planRevert(
  deps: LandingDeps,
  request: UndoRequest,
  tip: string,
): Promise<Result<PreparedLanding, GitFailure>> {
  const { ledger, into, message, timestampMs } = request
  const tree = await revertedTree(deps.runner, request, tip)
  if (!tree.ok) return tree
  const current = await readTree(deps.runner, ledger, tip)
  if (!current.ok) return current
  if (current.value === tree.value) return err(nothingToUndo(into))
  return propose(deps, { repository: request.gitDirectory, ledger, into, tip, tree: tree.value, message, timestampMs })
}

/** A merge whose base is the landing: temporary commits give it one, since this git can't be told a base. */
async function revertedTree(runner: GitRunner, request: UndoRequest, tip: string): Promise<Result<string, GitFailure>> {
  const { ledger, landed, before, into } = request
  const empty = await treeOrEmpty(runner, ledger, before)
  if (!empty.ok) return empty
  const base = await temporaryCommit(runner, request, { tree: `${landed}^{tree}`, parent: null })
  if (!base.ok) return base
  const ours = await temporaryCommit(runner, request, { tree: `${tip}^{tree}`, parent: base.value })
  if (!ours.ok) return ours
  const without = before === null ? empty.value : `${before}^{tree}`
  const theirs = await temporaryCommit(runner, request, { tree: without, parent: base.value })
  return theirs.ok ? mergeCommits(runner, ledger, { ours: ours.value, theirs: theirs.value, into }) : theirs
}

async function temporaryCommit(
  runner: GitRunner,
  { ledger, timestampMs }: UndoRequest,
  content: { readonly tree: string; readonly parent: string | null },
): Promise<Result<string, GitFailure>> {
  const person = { name: 'Switchyard', email: 'switchyard@localhost' }
  const parent = content.parent === null ? [] : ['-p', content.parent]
  return outputText(
    await runner.run({
      args: ['commit-tree', ...parent, '-m', 'temporary', content.tree],
      gitDirectory: ledger,
      environment: { ...SEALED, ...identityEnvironment({ author: person, committer: person }, timestampMs) },
    }),
  )
}

function firstCommit(into: string): GitFailure {
  return failure('repository-unborn', `The landing is the first commit of ${into}: there is none to go back to.`, {
    remedy: `Take it back in a further commit, or delete the branch with git update-ref -d refs/heads/${into}.`,
    facts: { into },
  })
}

function nothingToUndo(into: string): GitFailure {
  return failure('landing-empty', `${into} no longer has the changes of this landing. Nothing was changed.`, {
    remedy: 'There is nothing left to undo.',
    facts: { into },
  })
}
