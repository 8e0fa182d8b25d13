import type { Clock } from '../../ports/clock.ts'
import type { GitPort } from '../../ports/git.ts'
import { createReferenceClaims } from './claims/claims.ts'
import { withFileFailures } from './file-failures.ts'
import { createLandingOperations } from './landing/operations.ts'
import { changedLines } from './measure/changed-lines.ts'
import { coChanges } from './measure/co-changes.ts'
import { mergeTrees } from './measure/merge-trees.ts'
import { readTexts } from './measure/read-texts.ts'
import { createObjectReaders } from './object-readers.ts'
import { pushBranch } from './remote/push-branch.ts'
import { createGitRunner, type GitRunnerOptions } from './runner.ts'
import { mergeSeveral } from './scratch/merge-several.ts'
import { removeScratch, scratchCheckout } from './scratch/scratch-checkout.ts'
import { moveToTrash, restoreFromTrash } from './trash/trash.ts'
import { branchMove } from './verbs/branch-move.ts'
import { branchTip } from './verbs/branch-tip.ts'
import { branchTips } from './verbs/branch-tips.ts'
import { branches } from './verbs/branches.ts'
import { checkpoints } from './verbs/checkpoints.ts'
import { commitFiles } from './verbs/commit-files.ts'
import { diff } from './verbs/diff.ts'
import { initialize } from './verbs/initialize.ts'
import { inspect } from './verbs/inspect.ts'
import { readCommitted } from './verbs/read-committed.ts'
import { readFile } from './verbs/read-file.ts'
import { remoteAddress } from './verbs/remote-address.ts'
import { requireVersion } from './verbs/require-version.ts'
import { resolveRevision } from './verbs/resolve.ts'
import { storeText } from './verbs/store-text.ts'
import { checkpoint } from './worktree/checkpoint.ts'
import { createWorktree } from './worktree/create-worktree.ts'
import { editFile } from './worktree/edit-file.ts'
import { removeUnused } from './worktree/remove-unused.ts'
import { worktreeTree } from './worktree/worktree-tree.ts'

/** Far beyond the checkout of a very large repository on a slow disk. */
const callLimitMs = 15 * 60 * 1000

export interface GitPortOptions extends GitRunnerOptions {
  readonly clock: Clock
}

/** All git work on the native git, through one budget; `close` ends the long-lived readers. */
export function createGitPort(options: GitPortOptions): GitPort {
  const runner = createGitRunner({ ...options, timeLimit: { clock: options.clock, ms: callLimitMs } })
  const readers = createObjectReaders(runner)
  return {
    requireVersion: () => requireVersion(runner),
    inspect: (folder) => inspect(runner, folder),
    initialize: (folder) => initialize(runner, folder),
    resolve: (gitDirectory, revision) => resolveRevision(runner, gitDirectory, revision),
    branchTip: (gitDirectory, branch) => branchTip(runner, gitDirectory, branch),
    branches: (gitDirectory) => branches(runner, gitDirectory),
    branchTips: (query) => branchTips(runner, query),
    branchMove: (move) => branchMove(runner, move),
    remoteAddress: (gitDirectory, remote) => remoteAddress(runner, gitDirectory, remote),
    pushBranch: (push) => pushBranch(runner, push),
    commitFiles: (folder, commit) => commitFiles(runner, folder, commit),
    createWorktree: (place) => withFileFailures(() => createWorktree(runner, place)),
    removeUnused: (place) => withFileFailures(() => removeUnused(runner, place)),
    checkpoint: (place, state) => withFileFailures(() => checkpoint({ runner, readers }, place, state)),
    worktreeTree: (place) => withFileFailures(() => worktreeTree(runner, place)),
    diff: (place, range) => diff(runner, place, range),
    changedLines: (range) => changedLines(runner, range),
    mergeTrees: (pairs) => withFileFailures(() => mergeTrees(runner, pairs)),
    readTexts: (at) => readTexts(runner, at),
    coChanges: (query) => coChanges(runner, query),
    checkpoints: (place, newest) => checkpoints(runner, place, newest),
    readFile: (place, at) => readFile(readers.for(place.repository), at),
    storeText: (place, text) => storeText(runner, place, text),
    editFile: (place, edit) => withFileFailures(() => editFile(runner, place, edit)),
    moveToTrash: (place, trash) => withFileFailures(() => moveToTrash(runner, place, trash)),
    restoreFromTrash: (place, trash) => withFileFailures(() => restoreFromTrash(runner, place, trash)),
    scratchCheckout: (at) => withFileFailures(() => scratchCheckout(runner, at)),
    removeScratch: (folder) => withFileFailures(() => removeScratch(folder)),
    mergeCommits: (request) => withFileFailures(() => mergeSeveral(runner, request)),
    readCommitted: (at) => readCommitted(readers.for(at.gitDirectory), at),
    ...createReferenceClaims(runner),
    ...createLandingOperations({ runner, clock: options.clock }),
    close: () => readers.close(),
  }
}
