import { lstat } from 'node:fs/promises'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { Checkpoint, GitFailure, GitResult, WorktreePlace } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import { gitFailed } from '../failures.ts'
import type { GitObject } from '../object-reader.ts'
import type { ObjectReaders } from '../object-readers.ts'
import type { GitRunner } from '../runner.ts'
import { commitTree } from '../verbs/commit-tree.ts'
import { countChanges } from '../verbs/count-changes.ts'
import { fetchObjects } from '../verbs/fetch-objects.ts'
import { outputText } from '../verbs/output-text.ts'
import { readAgentHead } from './agent-head.ts'
import { findBase } from './find-base.ts'
import { agentViewDirectory } from './git-directories.ts'
import { isReady, worktreeMissing } from './marker.ts'
import { publish } from './publish.ts'
import { copyShallow } from './source.ts'
import { stageWorktree } from './stage.ts'

interface CheckpointOptions {
  readonly previous: string | null
  readonly target?: string | null
  readonly message: string
  readonly timestampMs: number
}

interface Tools {
  readonly runner: GitRunner
  readonly readers: ObjectReaders
}

/** Stores the worktree's whole state in the user's repository, whatever the agent did to its own git directory. */
export async function checkpoint(
  tools: Tools,
  place: WorktreePlace,
  options: CheckpointOptions,
): GitResult<Checkpoint> {
  const { runner } = tools
  const folder = await lstat(place.folder).catch(() => undefined)
  if (folder?.isDirectory() !== true || !(await isReady(place))) return err(worktreeMissing(place))
  await copyShallow(place, place.ledger)
  const parent = options.previous ?? place.base
  const staged = await stageWorktree(runner, place, parent)
  if (!staged.ok) return staged
  const { tree, omitted } = staged.value
  const head = await bringHead(runner, place)
  const found = await movedBase(runner, place, { head, target: options.target ?? null })
  const stored = await storeCommit(tools, place, { ...options, tree, parent, merged: found.base })
  if (!stored.ok) return stored
  const commit = stored.value
  const base = found.base ?? place.base
  const published = await publish(runner, place, {
    commit,
    base,
    head: head.keep ? head.oid : null,
    previous: options.previous,
  })
  if (!published.ok) return published
  const changes = await countChanges(runner, place.ledger, { from: base, to: commit })
  if (!changes.ok) return changes
  const notices = [...head.notices, ...found.notices, ...published.value]
  return ok({
    commit,
    tree,
    head: head.oid,
    changes: changes.value,
    omitted,
    ...(found.base === null ? {} : { base: found.base }),
    ...(notices.length > 0 ? { notices } : {}),
  })
}

/**
 * The parent itself where nothing changed since. What the agent merged becomes a parent too, so that history alone
 * tells a landing what the work builds on.
 */
async function storeCommit(
  tools: Tools,
  place: WorktreePlace,
  state: CheckpointOptions & {
    readonly tree: string
    readonly parent: string | null
    readonly merged: string | null
  },
): GitResult<string> {
  const { merged, message, parent, timestampMs, tree } = state
  const merges = merged !== null && merged !== parent
  if (parent !== null) {
    const before = await treeOf(tools, place, parent)
    if (!before.ok) return before
    if (before.value === tree && !merges) return ok(parent)
  }
  const parents = [...(parent === null ? [] : [parent]), ...(merges ? [merged] : [])]
  const commit = await commitTree(tools.runner, place.ledger, { tree, parents, message, timestampMs })
  if (!commit.ok) return commit
  const into = { gitDirectory: place.repository, commit: commit.value }
  const fetched = await fetchObjects(tools.runner, place.ledger, into)
  return fetched.ok ? commit : fetched
}

/** A commit that is gone from the user's repository, as after its references were deleted, comes back from the ledger. */
async function treeOf(tools: Tools, place: WorktreePlace, commit: string): GitResult<string> {
  const reader = tools.readers.for(place.repository)
  const read = await reader.read(commit)
  if (!read.ok) return read
  if (read.value !== null) return treeIn(read.value)
  const fetched = await fetchObjects(tools.runner, place.ledger, { gitDirectory: place.repository, commit })
  if (!fetched.ok) return err(parentMissing(commit))
  const again = await reader.read(commit)
  if (!again.ok) return again
  return again.value === null ? err(parentMissing(commit)) : treeIn(again.value)
}

function treeIn(object: GitObject): GitResult<string> {
  const tree = /^tree ([0-9a-f]+)\n/.exec(object.content.toString('latin1', 0, 80))?.[1]
  return Promise.resolve(tree === undefined ? err(parentMissing(object.oid)) : ok(tree))
}

function parentMissing(commit: string): GitFailure {
  return gitFailed(
    `The commit ${commit} that the worktree builds on is gone from the repository; the worktree is untouched.`,
    'Fetch or restore that commit, then try again.',
  )
}

interface AgentHead {
  readonly oid: string | null
  readonly keep: boolean
  readonly notices: readonly string[]
}

/** The agent's own commits, brought into the user's repository. A checkpoint doesn't depend on them. */
async function bringHead(runner: GitRunner, place: WorktreePlace): Promise<AgentHead> {
  const oid = await readAgentHead(place)
  if (oid === null || oid === place.base) return { oid, keep: false, notices: [] }
  const gitDirectory = agentViewDirectory(place)
  await copyShallow(place, gitDirectory)
  const kind = outputText(await runner.run({ args: ['cat-file', '-t', oid], gitDirectory, environment: SEALED }))
  if (!kind.ok || kind.value !== 'commit')
    return lostHead(`HEAD in the worktree names no commit (${oid.slice(0, 12)}).`)
  const fetched = await fetchObjects(runner, gitDirectory, { gitDirectory: place.repository, commit: oid })
  if (fetched.ok) return { oid, keep: true, notices: [] }
  return lostHead(`The agent's own commits could not be kept: ${fetched.error.message}`)
}

interface MovedBase {
  /** Null where it stays. */
  readonly base: string | null
  readonly notices: readonly string[]
}

async function movedBase(
  runner: GitRunner,
  place: WorktreePlace,
  { head, target }: { readonly head: AgentHead; readonly target: string | null },
): Promise<MovedBase> {
  if (head.oid === null || !head.keep || target === null) return { base: null, notices: [] }
  const found = await findBase(runner, place, { head: head.oid, target })
  if (found.ok) return { base: found.value, notices: [] }
  const notice = `Whether the agent merged ${target} could not be found out: ${found.error.message}`
  return { base: null, notices: [notice] }
}

function lostHead(notice: string): AgentHead {
  return { oid: null, keep: false, notices: [`${notice} The files themselves are in the checkpoint.`] }
}
