import type { FileContent, ThreadDiff } from '../../../shared/contract/channels/review.ts'
import { isStorableName } from '../../../shared/domain/worktree/storable-name.ts'
import { ok } from '../../../shared/kernel/result.ts'
import type {
  BranchMove,
  BranchPush,
  BranchTips,
  ChangedLines,
  Checkpoint,
  CoChange,
  FileEdit,
  GitPort,
  GitResult,
  LandingRequest,
  MergeSides,
  PreparedLanding,
  ReferenceFact,
  RepositoryFacts,
  WorktreePlace,
} from '../git.ts'
import { MemoryClaims } from './memory-git/claims.ts'
import { refuse } from './memory-git/failures.ts'
import { conflictsBetween, linesChanged } from './memory-git/measure.ts'
import {
  blobOf,
  changedPaths,
  countChanges,
  describeChanges,
  type Files,
  MemoryObjects,
  mergeFiles,
  treeOf,
} from './memory-git/objects.ts'
import { MemoryRemotes } from './memory-git/remotes.ts'

interface Repository {
  readonly root: string
  readonly branches: Map<string, string>
  /** Tips that branches had, for finding out what happened. */
  readonly were: Set<string>
  readonly remotes: Map<string, string>
  /** The checked-out files, which the user edits. */
  checkout: Map<string, string>
  head: string
}

type Move = Parameters<GitPort['followCheckout']>[1]
type UndoRequest = Parameters<GitPort['prepareUndo']>[0]

/** Git without a disk, one file at a time: what a host sees of it, for tests and benchmarks that are about the host. */
export class MemoryGit implements GitPort {
  readonly #objects = new MemoryObjects()
  readonly #repositories = new Map<string, Repository>()
  /** Files of the worktrees by folder; the trash is a folder like any other. */
  readonly #worktrees = new Map<string, Map<string, string>>()
  readonly claims = new MemoryClaims((gitDirectory, remote) => {
    return this.#repositories.get(gitDirectory)?.remotes.get(remote)
  })
  /** What is kept at addresses for others. */
  readonly kept = new MemoryRemotes()
  readonly claimReference = this.claims.claimReference.bind(this.claims)
  readonly claimAtRemote = this.claims.claimAtRemote.bind(this.claims)
  readonly releaseReference = this.claims.releaseReference.bind(this.claims)

  /** Puts a repository with one commit on `main` there. */
  addRepository(root: string, files: Readonly<Record<string, string>>): void {
    const checkout = new Map(Object.entries(files))
    const first = this.#objects.commit(checkout, null, 'first')
    const branches = new Map([['main', first]])
    const repository = { root, branches, were: new Set([first]), remotes: new Map(), checkout, head: 'main' }
    this.#repositories.set(directoryOf(root), repository)
  }

  /** Writes (or with null deletes) a file of a checkout or worktree, as its user or agent would. */
  write(folder: string, path: string, content: string | null): void {
    const files = this.#folder(folder)
    if (files === undefined) throw new Error(`nothing is at ${folder}`)
    if (content === null) files.delete(path)
    else files.set(path, content)
  }

  read(folder: string, path: string): string | null {
    return this.#folder(folder)?.get(path) ?? null
  }

  async requireVersion(): GitResult<string> {
    return ok('2.99.0')
  }

  async inspect(folder: string): GitResult<RepositoryFacts> {
    const found = this.#repositories.get(directoryOf(folder))
    if (found === undefined) return refuse('not-a-repository', `${folder} is no repository.`)
    const { branches, checkout, head, root } = found
    const oid = branches.get(head)
    return ok({
      root,
      gitDirectory: directoryOf(root),
      prefix: '',
      head: oid === undefined ? { kind: 'unborn', branch: head } : { kind: 'branch', branch: head, oid },
      dirty: changedPaths(this.#objects.files(oid ?? null), checkout).length > 0,
      submodules: [],
      lfs: false,
      branchPrefix: branches.has('sy') ? 'switchyard' : 'sy',
    })
  }

  async initialize(folder: string): GitResult<RepositoryFacts> {
    const [branches, checkout, remotes] = [new Map(), new Map(), new Map()]
    const repository = { root: folder, branches, were: new Set<string>(), remotes, checkout, head: 'main' }
    this.#repositories.set(directoryOf(folder), repository)
    return this.inspect(folder)
  }

  async resolve(gitDirectory: string, revision: string): GitResult<string> {
    const tip = this.#repositories.get(gitDirectory)?.branches.get(revision)
    if (tip !== undefined) return ok(tip)
    if (this.#objects.has(revision)) return ok(revision)
    return refuse('revision-not-found', `There is no ${revision}.`)
  }

  async branchTip(gitDirectory: string, branch: string): GitResult<string | null> {
    return ok(this.#repositories.get(gitDirectory)?.branches.get(branch) ?? null)
  }

  /** Names a place where the repository is kept for others. */
  addRemote(root: string, remote: string, address: string): void {
    this.#repositories.get(directoryOf(root))?.remotes.set(remote, address)
  }

  async remoteAddress(gitDirectory: string, remote: string): GitResult<string | null> {
    return ok(this.#repositories.get(gitDirectory)?.remotes.get(remote) ?? null)
  }

  async pushBranch({ branch, commit, gitDirectory, remote }: BranchPush): GitResult<void> {
    const address = this.#repositories.get(gitDirectory)?.remotes.get(remote)
    if (address === undefined || this.kept.closed.has(address)) return refuse('push-failed', 'It takes no push.')
    const tip = this.kept.at(address).get(branch)
    if (tip !== undefined && !this.#objects.isAncestor(tip, commit)) return refuse('reference-moved', 'It moved.')
    this.kept.at(address).set(branch, commit)
    return ok(undefined)
  }

  async branches(gitDirectory: string): GitResult<readonly string[]> {
    return ok([...(this.#repositories.get(gitDirectory)?.branches.keys() ?? [])].reverse())
  }

  async branchTips(query: Parameters<GitPort['branchTips']>[0]): GitResult<BranchTips | null> {
    const repository = this.#repositories.get(query.gitDirectory)
    if (repository === undefined) return refuse('not-a-repository', `${query.gitDirectory} is no repository.`)
    const tips = query.remote ? new Map<string, string>() : new Map(repository.branches)
    const stamp = JSON.stringify([...tips])
    return ok(stamp === query.stamp ? null : { stamp, tips })
  }

  async branchMove({ after, before }: Parameters<GitPort['branchMove']>[0]): GitResult<BranchMove> {
    if (!this.#objects.has(after)) return refuse('git-failed', `There is no commit ${after}.`)
    const subject = this.#objects.message(after).split('\n', 1)[0] ?? ''
    const forced = before !== null && !this.#objects.isAncestor(before, after)
    return ok({ subject, author: 'Switchyard', forced })
  }

  async commitFiles(folder: string, { message }: { readonly message: string }): GitResult<string> {
    if (!this.#repositories.has(directoryOf(folder))) await this.initialize(folder)
    const repository = this.#repositories.get(directoryOf(folder))
    if (repository === undefined) return refuse('not-a-repository', `${folder} is no repository.`)
    const { branches, checkout, head } = repository
    const commit = this.#objects.commit(checkout, branches.get(head) ?? null, message)
    branches.set(head, commit)
    return ok(commit)
  }

  async createWorktree(place: WorktreePlace): GitResult<{ readonly notices: readonly string[] }> {
    const repository = this.#repositories.get(place.repository)
    if (repository === undefined) return refuse('not-a-repository', `${place.repository} is no repository.`)
    this.#worktrees.set(place.folder, new Map(this.#objects.files(place.base)))
    if (place.base !== null) repository.branches.set(place.branch, place.base)
    return ok({ notices: [] })
  }

  async removeUnused(place: WorktreePlace): GitResult<void> {
    this.#worktrees.delete(place.folder)
    const branches = this.#repositories.get(place.repository)?.branches
    if (branches?.get(place.branch) === place.base) branches?.delete(place.branch)
    return ok(undefined)
  }

  async checkpoint(
    place: WorktreePlace,
    options: { previous: string | null; message: string; timestampMs: number },
  ): GitResult<Checkpoint> {
    const files = this.#worktrees.get(place.folder)
    if (files === undefined) return refuse('worktree-missing', `${place.folder} is not there.`)
    const parent = options.previous ?? place.base
    const { previous } = options
    const same = previous !== null && this.#objects.tree(previous) === treeOf(files)
    const commit = same ? previous : this.#objects.commit(files, parent, `${place.thread} ${options.message}`)
    this.#repositories.get(place.repository)?.branches.set(place.branch, commit)
    const changes = countChanges(describeChanges(this.#objects.files(place.base), files))
    return ok({ commit, tree: treeOf(files), head: place.base, changes, omitted: [] })
  }

  async worktreeTree(place: WorktreePlace): GitResult<string> {
    const files = this.#worktrees.get(place.folder)
    return files === undefined
      ? refuse('worktree-missing', `${place.folder} is not there.`)
      : ok(this.#objects.keepTree(files))
  }

  async changedLines(range: { from: string | null; to: string }): GitResult<readonly ChangedLines[]> {
    return ok(linesChanged(this.#objects.files(range.from), this.#objects.files(range.to)))
  }

  async mergeTrees(pairs: readonly MergeSides[]): GitResult<readonly (readonly string[])[]> {
    return ok(pairs.map((pair) => conflictsBetween(this.#objects, pair)))
  }

  async readTexts(at: {
    tree: string
    paths: readonly string[]
    maxBytes: number
  }): GitResult<ReadonlyMap<string, string>> {
    const files = this.#objects.files(at.tree)
    const texts = at.paths.map((path) => [path, files.get(path) ?? null] as const)
    return ok(new Map(texts.flatMap(([path, text]) => (fits(text, at.maxBytes) ? [[path, text] as const] : []))))
  }

  async coChanges(query: { from: string; after: string | null; limit: number }): GitResult<readonly CoChange[]> {
    const { after, from, limit } = query
    const missing = [from, ...(after === null ? [] : [after])].find((commit) => !this.#objects.has(commit))
    if (missing !== undefined) return refuse('revision-not-found', `There is no ${missing}.`)
    return ok(this.#objects.changes(from, after).slice(0, limit))
  }

  async scratchCheckout(at: { gitDirectory: string; commit: string; folder: string }): GitResult<WorktreePlace> {
    const { commit, folder, gitDirectory } = at
    if (!this.#objects.has(commit)) return refuse('revision-not-found', `There is no ${commit}.`)
    this.#worktrees.set(folder, new Map(this.#objects.files(commit)))
    const ledger = `${folder}.ledger`
    return ok({ thread: 'scratch', repository: gitDirectory, folder, ledger, branch: 'scratch', base: commit })
  }

  async removeScratch(folder: string): GitResult<void> {
    this.#worktrees.delete(folder)
    return ok(undefined)
  }

  async mergeCommits(request: { commits: readonly string[]; message: string }): GitResult<string> {
    const missing = request.commits.find((commit) => !this.#objects.has(commit))
    if (missing !== undefined) return refuse('revision-not-found', `There is no ${missing}.`)
    const { commit, conflicts } = this.#objects.mergeAll(request.commits, request.message)
    return conflicts.length > 0 ? refuse('landing-conflict', 'They conflict.', conflicts) : ok(commit)
  }

  async readCommitted(at: { commit: string; path: string; maxBytes: number }): GitResult<string | null> {
    if (!this.#objects.has(at.commit)) return refuse('revision-not-found', `There is no ${at.commit}.`)
    const text = this.#objects.files(at.commit).get(at.path) ?? null
    const tooLarge = text !== null && Buffer.byteLength(text) > at.maxBytes
    return tooLarge ? refuse('path-refused', `${at.path} is too large.`, [at.path]) : ok(text)
  }

  async diff(
    _place: WorktreePlace,
    range: { from: string | null; to: string; maxBytes: number; path?: string },
  ): GitResult<ThreadDiff> {
    if (!this.#objects.has(range.to)) return refuse('revision-not-found', `There is no ${range.to}.`)
    const [before, after] = [this.#objects.files(range.from), this.#objects.files(range.to)]
    const files = describeChanges(before, after).filter(({ path }) => range.path === undefined || range.path === path)
    const patch = files.map(({ path }) => patchOf(path, before.get(path), after.get(path))).join('')
    return ok({
      files,
      patch: patch.slice(0, range.maxBytes),
      truncated: patch.length > range.maxBytes,
      from: range.from,
      to: range.to,
    })
  }

  async checkpoints({ base }: WorktreePlace, newest: string): GitResult<readonly string[]> {
    return ok(this.#objects.chain(newest, base))
  }

  async readFile(
    _place: WorktreePlace,
    { commit, path, maxBytes }: { commit: string | null; path: string; maxBytes: number },
  ): GitResult<FileContent> {
    const text = this.#objects.files(commit).get(path)
    if (text === undefined) return ok({ kind: 'absent' })
    const [blob, bytes] = [blobOf(text), Buffer.byteLength(text)]
    return ok(bytes > maxBytes ? { kind: 'too-large', blob, bytes } : { kind: 'text', text, blob, bytes })
  }

  async storeText(_place: WorktreePlace, text: string): GitResult<string> {
    return ok(this.#objects.keepText(text))
  }

  async editFile(place: WorktreePlace, { blob, path, replaces }: FileEdit): GitResult<void> {
    const files = this.#worktrees.get(place.folder)
    if (files === undefined) return refuse('worktree-missing', `${place.folder} is not there.`)
    if (!isStorableName(path)) return refuse('path-refused', `${path} is no file.`)
    const content = files.get(path)
    const present = content === undefined ? null : blobOf(content)
    if (present !== replaces && present !== blob) return refuse('file-changed', `${path} has changed.`, [path])
    const text = this.#objects.text(blob)
    if (text === undefined) return refuse('git-failed', `There is no ${blob}.`)
    files.set(path, text)
    return ok(undefined)
  }

  async moveToTrash(place: WorktreePlace, trash: string): GitResult<void> {
    if (!this.#rename(place.folder, trash)) return refuse('worktree-missing', `${place.folder} is not there.`)
    const branches = this.#repositories.get(place.repository)?.branches
    const tip = branches?.get(place.branch)
    if (tip !== undefined) branches?.set(`trash ${place.thread}`, tip)
    branches?.delete(place.branch)
    return ok(undefined)
  }

  async restoreFromTrash(place: WorktreePlace, trash: string): GitResult<void> {
    if (!this.#rename(trash, place.folder)) return refuse('worktree-missing', `Nothing is in ${trash}.`)
    const branches = this.#repositories.get(place.repository)?.branches
    const tip = branches?.get(`trash ${place.thread}`)
    if (tip !== undefined) branches?.set(place.branch, tip)
    branches?.delete(`trash ${place.thread}`)
    return ok(undefined)
  }

  async prepareLanding({ place, commit, into, message }: LandingRequest): GitResult<PreparedLanding> {
    const tip = this.#repositories.get(place.repository)?.branches.get(into)
    if (tip === undefined) return refuse('branch-not-found', `There is no branch ${into}.`)
    const base = this.#objects.files(place.base)
    const theirs = this.#objects.files(commit)
    return this.#propose(place.repository, { into, tip, base, theirs, message })
  }

  async moveReference(
    gitDirectory: string,
    move: { branch: string; before: string | null; after: string; reason: string },
  ): GitResult<void> {
    const repository = this.#repositories.get(gitDirectory)
    const tip = repository?.branches.get(move.branch) ?? null
    if (repository === undefined || tip !== move.before) return refuse('reference-moved', `${move.branch} has moved.`)
    const blocked = this.#inTheWay(repository, move)
    if (blocked.length > 0) return refuse('checkout-in-use', `${repository.root} has changes of its own.`, blocked)
    repository.branches.set(move.branch, move.after)
    repository.were.add(move.after)
    this.#bringAlong(repository, move)
    return ok(undefined)
  }

  async followCheckout(checkout: string, move: Move): GitResult<void> {
    const repository = this.#repositories.get(directoryOf(checkout))
    const there = repository?.branches.get(move.branch) === move.after
    if (repository !== undefined && there) this.#bringAlong(repository, move)
    return ok(undefined)
  }

  async prepareUndo({ gitDirectory, into, landed, before, message }: UndoRequest): GitResult<PreparedLanding> {
    const repository = this.#repositories.get(gitDirectory)
    const tip = repository?.branches.get(into)
    if (repository === undefined || tip === undefined) return refuse('branch-not-found', `There is no branch ${into}.`)
    if (tip === landed && before !== null) {
      const move = { branch: into, before: landed, after: before }
      const blocked = this.#inTheWay(repository, move)
      if (blocked.length > 0) return refuse('checkout-in-use', `${repository.root} has changes of its own.`, blocked)
      const checkouts = repository.head === into ? [repository.root] : []
      return ok({ into, before: landed, commit: before, tree: this.#objects.tree(before), checkouts })
    }
    const sides = { base: this.#objects.files(landed), theirs: this.#objects.files(before) }
    return this.#propose(gitDirectory, { into, tip, ...sides, message })
  }

  async locate(gitDirectory: string, branch: string, commit: string): GitResult<ReferenceFact> {
    const repository = this.#repositories.get(gitDirectory)
    const tip = repository?.branches.get(branch) ?? null
    if (tip === commit) return ok('is-tip')
    if (this.#objects.isAncestor(commit, tip)) return ok('is-ancestor')
    return ok(repository?.were.has(commit) ? 'was-tip' : 'absent')
  }

  async close(): Promise<void> {
    this.#worktrees.clear()
  }

  #propose(
    gitDirectory: string,
    wanted: {
      readonly into: string
      readonly tip: string
      readonly base: Files
      readonly theirs: Files
      readonly message: string
    },
  ): Awaited<GitResult<PreparedLanding>> {
    const { base, into, message, theirs, tip } = wanted
    const repository = this.#repositories.get(gitDirectory)
    const ours = this.#objects.files(tip)
    const merged = mergeFiles({ base, ours, theirs })
    if (merged.conflicts.length > 0) return refuse('landing-conflict', `It conflicts with ${into}.`, merged.conflicts)
    if (treeOf(merged.files) === treeOf(ours)) return refuse('landing-empty', `${into} already has these changes.`)
    const commit = this.#objects.commit(merged.files, tip, message)
    const checkouts = repository?.head === into ? [repository.root] : []
    const blocked = repository && this.#inTheWay(repository, { branch: into, before: tip, after: commit })
    if (blocked?.length) return refuse('checkout-in-use', 'The checkout has changes of its own.', blocked)
    return ok({ into, before: tip, commit, tree: treeOf(merged.files), checkouts })
  }

  /** Paths that the move touches and that differ in the checkout from where it starts. */
  #inTheWay(repository: Repository, move: Move): readonly string[] {
    if (repository.head !== move.branch) return []
    const before = this.#objects.files(move.before)
    const touched = changedPaths(before, this.#objects.files(move.after))
    return touched.filter((path) => repository.checkout.get(path) !== before.get(path))
  }

  #bringAlong(repository: Repository, move: Move): void {
    if (repository.head !== move.branch) return
    const after = this.#objects.files(move.after)
    for (const path of changedPaths(this.#objects.files(move.before), after)) {
      const content = after.get(path)
      if (content === undefined) repository.checkout.delete(path)
      else repository.checkout.set(path, content)
    }
  }

  #folder(folder: string): Map<string, string> | undefined {
    return this.#worktrees.get(folder) ?? this.#repositories.get(directoryOf(folder))?.checkout
  }

  #rename(from: string, to: string): boolean {
    const files = this.#worktrees.get(from)
    if (files === undefined) return false
    this.#worktrees.delete(from)
    this.#worktrees.set(to, files)
    return true
  }
}

function directoryOf(root: string): string {
  return `${root}/.git`
}

function fits(text: string | null, maxBytes: number): text is string {
  return text !== null && Buffer.byteLength(text) <= maxBytes
}

function patchOf(path: string, before: string | undefined, after: string | undefined): string {
  const side = (mark: string, text: string | undefined) =>
    text === undefined ? '' : text.replace(/\n$/, '').replaceAll(/^/gm, mark).concat('\n')
  return `--- a/${path}\n+++ b/${path}\n${side('-', before)}${side('+', after)}`
}
