import type { FileContent, ThreadDiff } from '../../shared/contract/channels/review.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { Result } from '../../shared/kernel/result.ts'

export type GitFailureCode =
  | 'git-missing'
  | 'git-too-old'
  | 'not-a-repository'
  | 'repository-bare'
  | 'repository-foreign'
  | 'repository-unborn'
  | 'revision-not-found'
  | 'branch-not-found'
  | 'folder-missing'
  | 'folder-occupied'
  | 'landing-conflict'
  | 'landing-empty'
  | 'checkout-in-use'
  | 'reference-moved'
  /** A remote can't be reached, or takes no push from here. */
  | 'push-failed'
  | 'worktree-missing'
  | 'file-changed'
  | 'path-refused'
  | 'identity-missing'
  | 'signing-failed'
  /** It went down with what starts processes: how far it came is not known. */
  | 'git-lost'
  | 'git-failed'

export type GitFailure = Failure<GitFailureCode>
export type GitResult<T> = Promise<Result<T, GitFailure>>

/** Where HEAD of the user's checkout points. */
export type HeadFacts =
  | { readonly kind: 'branch'; readonly branch: string; readonly oid: string }
  | { readonly kind: 'detached'; readonly oid: string }
  | { readonly kind: 'unborn'; readonly branch: string }

export interface RepositoryFacts {
  /** Absolute, symlinks resolved: the top of the working tree. */
  readonly root: string
  /** Absolute path of the common git directory (shared by linked worktrees). */
  readonly gitDirectory: string
  /** Folder of the project below `root`, '' for the root itself; forward slashes, no trailing slash. */
  readonly prefix: string
  readonly head: HeadFacts
  readonly dirty: boolean
  /** Paths of submodules in HEAD. */
  readonly submodules: readonly string[]
  /** True when .gitattributes at HEAD names the lfs filter. */
  readonly lfs: boolean
  /** Branch-name prefix for threads: `sy`, or another where a branch of that very name exists. */
  readonly branchPrefix: string
}

/** Names everything of one thread's worktree; stored in the worktree's state, never guessed from paths. */
export interface WorktreePlace {
  readonly thread: string
  /** Common git directory of the user's repository. */
  readonly repository: string
  /** The agent's checkout: a private clone with its own .git inside. */
  readonly folder: string
  /** Host-owned git directory outside the worktree, under whose configuration the host runs git. */
  readonly ledger: string
  /** Full branch name without refs/heads/, for example sy/fix-login-k3x9. */
  readonly branch: string
  /** Commit the thread started from; null on an unborn branch. */
  readonly base: string | null
}

export interface OmittedPath {
  readonly path: string
  /** Of a folder: of what it holds; a lower bound where it holds very many files. */
  readonly bytes: number
  readonly reason: 'nested-repository' | 'too-large' | 'ignored' | 'not-storable'
}

export interface ChangeCount {
  readonly files: number
  readonly additions: number
  readonly deletions: number
}

export interface Checkpoint {
  readonly commit: string
  readonly tree: string
  /** Where the agent's own HEAD was; its commits are kept reachable too. */
  readonly head: string | null
  /** Counted from the base. */
  readonly changes: ChangeCount
  /** Where the base moved to, since the agent's own history holds the target up to there; absent where it stays. */
  readonly base?: string
  /** Not stored in the checkpoint; goes to the trash with the folder. At most 200 are listed. */
  readonly omitted: readonly OmittedPath[]
  /** What the user should know, for example that their own moving of the thread's branch was left alone. */
  readonly notices?: readonly string[]
}

/** A file of a worktree that is to hold a stored text. */
export interface FileEdit {
  readonly path: string
  /** Oid of the text, from `storeText`. */
  readonly blob: string
  /** Oid of what the file holds until then; null where there is none. */
  readonly replaces: string | null
}

export interface LandingRequest {
  readonly place: WorktreePlace
  /** Checkpoint commit to land. */
  readonly commit: string
  /** Local branch that takes it, without refs/heads/. */
  readonly into: string
  readonly message: string
  readonly timestampMs: number
}

/** What a landing is about to do; written down as its intent before the reference moves. */
export interface PreparedLanding {
  readonly into: string
  /** Tip of the target before; null on an unborn branch. */
  readonly before: string | null
  /** The squash commit, already stored in the user's repository. */
  readonly commit: string
  readonly tree: string
  /** Set when Switchyard's own identity had to be used. */
  readonly notice?: string
  /** Working trees of the user's that have the target checked out and must follow. */
  readonly checkouts: readonly string[]
}

export type ReferenceFact = 'is-tip' | 'is-ancestor' | 'was-tip' | 'absent'

/** Lines of a file before a change, both inclusive, from 1. */
export interface LineRange {
  readonly from: number
  readonly to: number
}

export interface ChangedLines {
  readonly path: string
  /**
   * What was replaced or taken away, and the two lines between which something was put in; in order. Null where the
   * file as a whole changed: it is new or gone, it isn't text, or the comparison was too large.
   */
  readonly lines: readonly LineRange[] | null
}

/** What a thread's work comes to by now. */
export interface StandingTree {
  /** Common git directory of the user's repository. */
  readonly repository: string
  readonly ledger: string
  /** Of a checkpoint or from `worktreeTree`. */
  readonly tree: string
  /** Commit that the work stands on; null on an unborn branch. */
  readonly base: string | null
}

export interface MergeSides {
  readonly ours: StandingTree
  readonly theirs: StandingTree
}

/** What one commit changed. */
export interface CoChange {
  readonly commit: string
  readonly paths: readonly string[]
}

/** Where branches are, by name: `main`, and of remotes `origin/main`. */
export interface BranchTips {
  /** Given back with the next look, which costs little as long as nothing moved. */
  readonly stamp: string
  readonly tips: ReadonlyMap<string, string>
}

/** What a branch came to by moving. */
export interface BranchMove {
  /** Subject line and author's name of its newest commit, shortened. */
  readonly subject: string
  readonly author: string
  /** It left commits behind. */
  readonly forced: boolean
}

/** A reference that only one may create. */
export interface ReferenceClaim {
  readonly gitDirectory: string
  /** Full name below `refs/switchyard/`. */
  readonly name: string
  /** Who claims it: the same text is the same claimant, now and later. */
  readonly text: string
}

export interface RemoteClaim extends ReferenceClaim {
  readonly remote: string
}

/** Claims in a repository, which all that share it see. Whoever creates the reference has it. */
export interface ReferenceClaims {
  /** `taken`: another text stands there. Durable once this resolves; claiming again what is ours is harmless. */
  claimReference(claim: ReferenceClaim): GitResult<'ours' | 'taken'>
  /**
   * The same at a remote, never asking anybody for anything, within 20 seconds. Without the remote: `no-remote`.
   * `refused`: the remote can't be reached or takes no push, and nobody is known to have it.
   */
  claimAtRemote(claim: RemoteClaim): GitResult<'ours' | 'taken' | 'refused' | 'no-remote'>
  /** Gives back what is ours, here and, where that can be reached, at the remote. Idempotent. */
  releaseReference(claim: RemoteClaim): GitResult<void>
}

export interface BranchPush {
  readonly gitDirectory: string
  readonly remote: string
  /** Without refs/heads/. */
  readonly branch: string
  readonly commit: string
  /** Configuration for this alone, such as what signs in; never seen in a command line or a file. */
  readonly config: Readonly<Record<string, string>>
}

/** All git work. Native git writes; reads of the user's checkout never run its hooks, filters or aliases. */
export interface GitPort extends ReferenceClaims {
  /** Fails with git-missing or git-too-old. */
  requireVersion(): GitResult<string>
  inspect(folder: string): GitResult<RepositoryFacts>
  /** `git init` on a folder that is no repository, with branch main; touches nothing else. */
  initialize(folder: string): GitResult<RepositoryFacts>
  /** Resolves a branch, tag or commit to a commit oid. */
  resolve(gitDirectory: string, revision: string): GitResult<string>
  /** Commit oid of a local branch, or null when it doesn't exist. */
  branchTip(gitDirectory: string, branch: string): GitResult<string | null>
  /** Names of all local branches, those with the newest commits first. */
  branches(gitDirectory: string): GitResult<readonly string[]>
  /**
   * All local branches, or those of remotes as they were last fetched; null where none moved since `stamp`. A move may
   * keep the stamp where a clock is coarse, so look without one now and then. Gives way to other work.
   */
  branchTips(query: {
    readonly gitDirectory: string
    readonly remote: boolean
    readonly stamp: string | null
  }): GitResult<BranchTips | null>
  /** About a branch that was at one commit (null: was not there) and is at another. Gives way to other work. */
  branchMove(move: {
    readonly gitDirectory: string
    readonly before: string | null
    readonly after: string
  }): GitResult<BranchMove>
  /** Where a remote is, without a password or token; null where there is no remote of that name. */
  remoteAddress(gitDirectory: string, remote: string): GitResult<string | null>
  /**
   * Puts a commit on a branch of a remote, where nothing stands yet or what stands is an ancestor of it; else
   * reference-moved, or push-failed. Never asks anybody for anything, and ends within minutes. Leaves no note of the
   * branch in the repository, runs none of its hooks and pushes no tag. Idempotent.
   */
  pushBranch(push: BranchPush): GitResult<void>
  /**
   * Commits all that a folder of the host's own making holds, as Switchyard, on branch main of the repository at its
   * top, which is made where there is none; what lies around the folder plays no part. Answers the commit.
   */
  commitFiles(folder: string, commit: { readonly message: string; readonly timestampMs: number }): GitResult<string>

  /** Creates clone, ledger, branch and the anchor ref of the base. Idempotent: an incomplete earlier try is replaced. */
  createWorktree(place: WorktreePlace): GitResult<{ readonly notices: readonly string[] }>
  /** Removes what `createWorktree` left, however far it came, for a thread that no agent ever worked on. */
  removeUnused(place: WorktreePlace): GitResult<void>
  /**
   * Whole state, tracked and untracked, into a commit chained on `previous` (else base); publishes refs and branch.
   * Where the agent merged newer commits of the local branch `target`, the newest of them becomes a further parent and
   * the base from there on, which the next call is to name in its place.
   */
  checkpoint(
    place: WorktreePlace,
    options: { previous: string | null; message: string; timestampMs: number; target?: string | null },
  ): GitResult<Checkpoint>
  /**
   * Oid of the tree that a checkpoint would hold now, without making one: only the ledger gains objects. The same
   * state has the same oid; what no checkpoint stores, such as ignored files, plays no part.
   */
  worktreeTree(place: WorktreePlace): GitResult<string>
  diff(
    place: WorktreePlace,
    range: { from: string | null; to: string; maxBytes: number; path?: string },
  ): GitResult<ThreadDiff>
  /** Which lines differ between a commit or tree and another, moved files as gone and new. Gives way to other work. */
  changedLines(range: { ledger: string; from: string | null; to: string }): GitResult<readonly ChangedLines[]>
  /** For each pair the paths that would conflict if both were merged; nothing is kept. Gives way to other work. */
  mergeTrees(pairs: readonly MergeSides[]): GitResult<readonly (readonly string[])[]>
  /** Texts of files by path as a commit or tree has them, without those that aren't there, no text, or larger. */
  readTexts(at: {
    gitDirectory: string
    tree: string
    paths: readonly string[]
    maxBytes: number
  }): GitResult<ReadonlyMap<string, string>>
  /**
   * Commits of a branch's history down to `after`, newest first, merges left out; at most `limit`. Gives way to other
   * work. Both are oids; fails where the repository doesn't have one of them.
   */
  coChanges(query: {
    gitDirectory: string
    from: string
    after: string | null
    limit: number
  }): GitResult<readonly CoChange[]>
  /** A thread's checkpoints from `newest` back, without the base; works without the worktree. */
  checkpoints(place: WorktreePlace, newest: string): GitResult<readonly string[]>
  /**
   * A file as a commit holds it: a link as the text of its target, a submodule as the line that a patch shows for it,
   * a folder as absent. Text is UTF-8 without a zero byte. Works without the worktree.
   */
  readFile(
    place: WorktreePlace,
    at: { readonly commit: string | null; readonly path: string; readonly maxBytes: number },
  ): GitResult<FileContent>
  /** Keeps a text, byte for byte, in the thread's ledger, and gives its oid. */
  storeText(place: WorktreePlace, text: string): GitResult<string>
  /**
   * Writes a stored text into the worktree, wholly or not at all, keeping the file's mode and making folders for a
   * new file. Fails with file-changed where the file is neither `replaces` nor the text already, and with
   * path-refused for whatever is no plain file inside the worktree. Idempotent.
   */
  editFile(place: WorktreePlace, edit: FileEdit): GitResult<void>
  /** Frees folder, branch and ledger after saving what no checkpoint holds: everything moves to `trash` by rename. */
  moveToTrash(place: WorktreePlace, trash: string): GitResult<void>
  restoreFromTrash(place: WorktreePlace, trash: string): GitResult<void>

  /**
   * A throw-away private clone of any commit the repository has, at `folder` (its ledger beside it); it shares the
   * objects, moves no reference of the repository and has none of its hooks or filters. Replaces what an earlier call
   * left there. The place is good for `worktreeTree`, not for saving. What git ignores in the worktree `ignoredFrom`,
   * such as installed packages, is copied along where the commit has nothing of that name.
   */
  scratchCheckout(at: {
    readonly gitDirectory: string
    readonly commit: string
    readonly folder: string
    readonly ignoredFrom?: WorktreePlace
  }): GitResult<WorktreePlace>
  /** Deletes what `scratchCheckout` made; only for folders that it made. Idempotent. */
  removeScratch(folder: string): GitResult<void>
  /**
   * One commit that merges all of these, stored in the repository without a reference; the only one of them that holds
   * all others where there is one. Fails with landing-conflict (facts: conflicts, with and commit).
   */
  mergeCommits(request: {
    readonly gitDirectory: string
    readonly commits: readonly string[]
    readonly message: string
    readonly timestampMs: number
  }): GitResult<string>
  /** A file's text as a commit holds it; null where there is no such file, path-refused where it is no text or too large. */
  readCommitted(at: {
    readonly gitDirectory: string
    readonly commit: string
    readonly path: string
    readonly maxBytes: number
  }): GitResult<string | null>

  /** Merges in memory and stores the squash commit; refused with conflicts or blocked paths named; moves nothing. */
  prepareLanding(request: LandingRequest): GitResult<PreparedLanding>
  /** Compare-and-swap of the target branch; fails with reference-moved when somebody else was first. */
  moveReference(
    gitDirectory: string,
    move: { branch: string; before: string | null; after: string; reason: string },
  ): GitResult<void>
  /** Brings one checkout from `before` to `after`, keeping other staged and modified files; idempotent. */
  followCheckout(checkout: string, move: { branch: string; before: string | null; after: string }): GitResult<void>
  /** Plans taking a landing back: a reset while the tip is ours, else a revert commit on the tip. */
  prepareUndo(request: {
    gitDirectory: string
    ledger: string
    into: string
    landed: string
    before: string | null
    message: string
    timestampMs: number
  }): GitResult<PreparedLanding>
  /** Where `commit` stands relative to a branch, for resolving an intent after a crash. */
  locate(gitDirectory: string, branch: string, commit: string): GitResult<ReferenceFact>
  /** Ends long-lived readers. */
  close(): Promise<void>
}
