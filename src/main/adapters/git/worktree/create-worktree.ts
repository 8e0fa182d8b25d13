import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { GitFailure, GitResult, WorktreePlace } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import { gitFailed } from '../failures.ts'
import type { GitRunner } from '../runner.ts'
import { readReferences } from '../verbs/read-references.ts'
import { commitOf } from '../verbs/resolve.ts'
import { namesLargeFiles, submodulePaths } from '../verbs/tree-facts.ts'
import { updateReferences } from '../verbs/update-references.ts'
import { cloneDirectory, copyIndex, ledgerIndex, makeClone, makeLedger } from './git-directories.ts'
import { claimPlace, writeMarker } from './marker.ts'
import { branchReference, threadReferences } from './references.ts'
import { readSource, type Source } from './source.ts'

interface Created {
  readonly notices: readonly string[]
}

/** Clone, ledger, branch and anchor of the base. Nothing of the user's but Switchyard's own references is written. */
export async function createWorktree(runner: GitRunner, place: WorktreePlace): GitResult<Created> {
  const { base, repository } = place
  if (base !== null) {
    const commit = await commitOf(runner, repository, base)
    if (!commit.ok) return commit
    if (commit.value === null) return err(baseMissing(base))
  }
  const claim = await claimPlace(place)
  if (!claim.ok) return claim
  if (claim.value.kind === 'ready') return ok({ notices: claim.value.notices })
  const anchored = base === null ? ok(undefined) : await anchor(runner, place, base)
  if (!anchored.ok) return anchored
  const source = await readSource(runner, repository)
  if (!source.ok) return source
  const cloned = await makeClone(runner, place, source.value)
  if (!cloned.ok) return cloned
  const ledger = await makeLedger(runner, place, source.value)
  if (!ledger.ok) return ledger
  const filled = base === null ? ok([]) : await checkOut(runner, place, { base, source: source.value })
  if (!filled.ok) return filled
  await writeMarker(place, { state: 'ready', notices: filled.value })
  return ok({ notices: filled.value })
}

/** References that keep the base from being pruned, and show the branch in the user's repository. */
async function anchor(runner: GitRunner, place: WorktreePlace, base: string): GitResult<void> {
  const branch = branchReference(place.branch)
  const present = await readReferences(runner, place.repository, [branch])
  if (!present.ok) return present
  const tip = present.value.get(branch)
  const updates = [
    { name: threadReferences(place.thread).base, to: base },
    ...(tip === base ? [] : [{ name: branch, to: base, from: null }]),
  ]
  const moved = await updateReferences(runner, place.repository, updates)
  if (!moved.ok) return moved
  if (moved.value) return ok(undefined)
  const after = await readReferences(runner, place.repository, [branch])
  if (!after.ok) return after
  return err(after.value.has(branch) ? branchTaken(place.branch) : notAnchored(place))
}

async function checkOut(
  runner: GitRunner,
  place: WorktreePlace,
  from: { readonly base: string; readonly source: Source },
): GitResult<readonly string[]> {
  const gitDirectory = cloneDirectory(place)
  const updates = [branchReference(place.branch), 'refs/switchyard/base'].map((name) => ({ name, to: from.base }))
  const input = updates.map(({ name, to }) => `create ${name}\0${to}\0`).join('')
  const branched = await runner.run({
    args: ['update-ref', '-z', '--stdin'],
    gitDirectory,
    input,
    environment: SEALED,
  })
  if (!branched.ok) return branched
  const files = await writeFiles(runner, place, from.source.hasLfs)
  if (!files.ok) return files
  await copyIndex(`${gitDirectory}/index`, ledgerIndex(place))
  return describe(runner, place, { ...from, lfsSkipped: files.value })
}

/** True when large files had to stay pointers because their filter failed, as it does without a network. */
async function writeFiles(runner: GitRunner, place: WorktreePlace, hasLfs: boolean): GitResult<boolean> {
  const attempt = (environment: Readonly<Record<string, string>>) =>
    runner.run({
      args: ['read-tree', '--reset', '-u', 'HEAD'],
      gitDirectory: cloneDirectory(place),
      workTree: place.folder,
      config: [['checkout.workers', '0']],
      environment: { ...SEALED, ...environment },
    })
  const first = await attempt({})
  if (first.ok) return ok(false)
  if (!hasLfs) return first
  const second = await attempt({ GIT_LFS_SKIP_SMUDGE: '1' })
  return second.ok ? ok(true) : second
}

async function describe(
  runner: GitRunner,
  place: WorktreePlace,
  facts: { readonly base: string; readonly source: Source; readonly lfsSkipped: boolean },
): GitResult<readonly string[]> {
  const submodules = await submodulePaths(runner, place.repository, facts.base)
  if (!submodules.ok) return submodules
  const lfs = await namesLargeFiles(runner, place.repository, facts.base)
  if (!lfs.ok) return lfs
  const notices: string[] = []
  const named = submodules.value.slice(0, 10).join(', ')
  const more = submodules.value.length > 10 ? ` and ${submodules.value.length - 10} more` : ''
  if (named !== '') notices.push(`Submodules are left empty in the worktree: ${named}${more}.`)
  if (lfs.value && (facts.lfsSkipped || !facts.source.hasLfs)) {
    const why = facts.source.hasLfs ? 'Git LFS could not fetch them' : 'Git LFS is not set up for this user'
    notices.push(`Large files stay pointers in the worktree: ${why}.`)
  }
  return ok(notices)
}

function baseMissing(base: string): GitFailure {
  return failure('revision-not-found', `The commit ${base} is not in the repository.`, {
    remedy: 'Name another base; a shallow repository may have to be deepened first.',
    facts: { base },
  })
}

function notAnchored({ repository }: WorktreePlace): GitFailure {
  return gitFailed(
    `Switchyard can't write its references in ${repository}; nothing was changed there.`,
    'Make it writable, remove a lock that was left there or what stands in refs/switchyard, then try again.',
  )
}

function branchTaken(branch: string): GitFailure {
  return failure('reference-moved', `The branch ${branch} exists already; it was left alone.`, {
    remedy: 'Rename or delete that branch, or dispatch again under another name.',
    facts: { branch },
  })
}
