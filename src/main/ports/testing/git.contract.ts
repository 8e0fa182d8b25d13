import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Result } from '../../../shared/kernel/result.ts'
import type { Checkpoint, GitFailure, GitPort, PreparedLanding, WorktreePlace } from '../git.ts'

export interface GitSubject {
  readonly git: GitPort
  /** A repository with one commit on its checked-out branch main: `a.txt` and `b.txt`, of one line each. */
  readonly repository: string
  /** A folder on the same disk that worktrees, ledgers and trash may be made in. */
  readonly room: string
  /** Writes or (with null) deletes a file of a checkout or worktree. */
  write(folder: string, path: string, content: string | null): void
  /** Makes a further repository; it and `repository` get the same remote `origin`, where nothing is yet. Gives its folder. */
  addColleague(): string
  /** Null where there is no such file. */
  read(folder: string, path: string): string | null
  close(): Promise<void>
}

const timestampMs = 1_770_000_000_000

function valueIn<T>(result: Result<T, GitFailure>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

/** What the host relies on, whatever keeps the objects. */
export function gitContract(name: string, makeSubject: () => Promise<GitSubject>): void {
  describe(`git: ${name}`, () => {
    let subject: GitSubject
    let gitDirectory: string
    let base: string

    beforeEach(async () => {
      subject = await makeSubject()
      const facts = valueIn(await subject.git.inspect(subject.repository))
      gitDirectory = facts.gitDirectory
      base = facts.head.kind === 'branch' ? facts.head.oid : ''
    })
    afterEach(() => subject.close())

    async function create(thread: string): Promise<WorktreePlace> {
      const { room } = subject
      const place: WorktreePlace = {
        thread,
        repository: gitDirectory,
        folder: `${room}/${thread}`,
        ledger: `${room}/${thread}.ledger`,
        branch: `sy/${thread}`,
        base,
      }
      valueIn(await subject.git.createWorktree(place))
      return place
    }

    async function save(place: WorktreePlace, previous: string | null = null): Promise<Checkpoint> {
      return valueIn(await subject.git.checkpoint(place, { previous, message: 'checkpoint', timestampMs }))
    }

    function prepare(place: WorktreePlace, commit: string) {
      return subject.git.prepareLanding({ place, commit, into: 'main', message: 'Land it', timestampMs })
    }

    async function move({ into, before, commit, checkouts }: PreparedLanding): Promise<void> {
      const { git } = subject
      valueIn(await git.moveReference(gitDirectory, { branch: into, before, after: commit, reason: 'test' }))
      for (const checkout of checkouts) {
        valueIn(await git.followCheckout(checkout, { branch: into, before, after: commit }))
      }
    }

    const tip = async (branch: string) => valueIn(await subject.git.branchTip(gitDirectory, branch))

    it('tells where branches are, what moved, and how', async () => {
      const { git } = subject
      const look = (stamp: string | null) => git.branchTips({ gitDirectory, remote: false, stamp })
      const before = valueIn(await look(null))
      expect(before?.tips).toEqual(new Map([['main', base]]))
      expect(valueIn(await look(before?.stamp ?? null))).toBeNull()
      const place = await create('t1')
      subject.write(place.folder, 'c.txt', 'new\n')
      const prepared = valueIn(await prepare(place, (await save(place)).commit))
      await move(prepared)
      const after = valueIn(await look(before?.stamp ?? null))
      expect(after?.tips.get('main')).toBe(prepared.commit)
      const moved = (from: string | null, to: string) => git.branchMove({ gitDirectory, before: from, after: to })
      expect(valueIn(await moved(base, prepared.commit))).toMatchObject({ subject: 'Land it', forced: false })
      expect(valueIn(await moved(null, prepared.commit))).toMatchObject({ forced: false })
      expect(valueIn(await moved(prepared.commit, base))).toMatchObject({ forced: true })
      expect(await moved(base, '0'.repeat(40))).toMatchObject({ ok: false, error: { code: 'git-failed' } })
      expect(valueIn(await git.branchTips({ gitDirectory, remote: true, stamp: null }))?.tips.size).toBe(0)
    })

    it('describes a repository and finds its branches', async () => {
      const facts = valueIn(await subject.git.inspect(subject.repository))
      expect(facts).toMatchObject({ root: subject.repository, dirty: false, branchPrefix: 'sy' })
      expect(facts.head).toEqual({ kind: 'branch', branch: 'main', oid: base })
      expect(valueIn(await subject.git.resolve(gitDirectory, 'main'))).toBe(base)
      expect(await tip('nothing')).toBeNull()
      expect(await subject.git.resolve(gitDirectory, 'nothing')).toMatchObject({
        error: { code: 'revision-not-found' },
      })
      subject.write(subject.repository, 'a.txt', 'edited\n')
      expect(valueIn(await subject.git.inspect(subject.repository)).dirty).toBe(true)
    })

    it('names the branches, the newest work first', async () => {
      expect(valueIn(await subject.git.branches(gitDirectory))).toEqual(['main'])
      const place = await create('t1')
      subject.write(place.folder, 'a.txt', 'A\n')
      await save(place)
      expect(valueIn(await subject.git.branches(gitDirectory))).toEqual(['sy/t1', 'main'])
    })

    it('commits all that a checkout holds', async () => {
      subject.write(subject.repository, 'new.txt', 'new\n')
      const commit = valueIn(await subject.git.commitFiles(subject.repository, { message: 'second', timestampMs }))
      expect(await tip('main')).toBe(commit)
      const facts = valueIn(await subject.git.inspect(subject.repository))
      expect(facts).toMatchObject({ dirty: false, head: { kind: 'branch', branch: 'main', oid: commit } })
    })

    it('refuses a folder that is no repository', async () => {
      expect(await subject.git.inspect(subject.room)).toMatchObject({ error: { code: 'not-a-repository' } })
    })

    it('keeps a worktree apart from the checkout', async () => {
      subject.write(subject.repository, 'a.txt', 'the user’s\n')
      const place = await create('t1')
      expect(subject.read(place.folder, 'a.txt')).toBe('a\n')
      subject.write(place.folder, 'a.txt', 'the agent’s\n')
      await save(place)
      expect(subject.read(subject.repository, 'a.txt')).toBe('the user’s\n')
      expect([await tip('main'), await tip(place.branch)]).toEqual([base, expect.not.stringContaining(base)])
    })

    it('tells which lines differ, what would conflict, and what changed together', async () => {
      const { git } = subject
      const [one, other] = [await create('t1'), await create('t2')]
      subject.write(one.folder, 'a.txt', 'A\n')
      subject.write(one.folder, 'new.txt', 'new\n')
      subject.write(other.folder, 'a.txt', 'other\n')
      subject.write(other.folder, 'b.txt', null)
      const trees = [valueIn(await git.worktreeTree(one)), (await save(other)).tree]
      const [ours, theirs] = [
        { repository: gitDirectory, ledger: one.ledger, tree: trees[0] ?? '', base },
        { repository: gitDirectory, ledger: other.ledger, tree: trees[1] ?? '', base },
      ]
      expect(valueIn(await git.changedLines({ ledger: ours.ledger, from: base, to: ours.tree }))).toEqual([
        { path: 'a.txt', lines: [{ from: 1, to: 1 }] },
        { path: 'new.txt', lines: null },
      ])
      const paths = ['a.txt', 'b.txt', 'nothing.txt', 'new.txt']
      const texts = valueIn(await git.readTexts({ gitDirectory: one.ledger, tree: ours.tree, paths, maxBytes: 3 }))
      expect([...texts]).toEqual([
        ['a.txt', 'A\n'],
        ['b.txt', 'b\n'],
      ])
      const itself = valueIn(await git.changedLines({ ledger: ours.ledger, from: base, to: base }))
      expect(itself).toEqual([])
      subject.write(one.folder, 'a.txt', 'a\n')
      const harmless = { ...ours, tree: valueIn(await git.worktreeTree(one)) }
      const pairs = [
        { ours, theirs },
        { ours: harmless, theirs },
        { ours: theirs, theirs: ours },
      ]
      expect(valueIn(await git.mergeTrees(pairs))).toEqual([['a.txt'], [], ['a.txt']])
      const saved = await save(one)
      const history = { gitDirectory, from: saved.commit, limit: 10 }
      expect(valueIn(await git.coChanges({ ...history, after: base }))).toEqual([
        { commit: saved.commit, paths: ['new.txt'] },
      ])
      const all = valueIn(await git.coChanges({ ...history, after: null }))
      expect(all.map(({ paths }) => paths)).toEqual([['new.txt'], ['a.txt', 'b.txt']])
      expect((await git.coChanges({ ...history, after: 'f'.repeat(40) })).ok).toBe(false)
    })

    it('saves the whole state, and the same state as the same commit', async () => {
      const place = await create('t1')
      subject.write(place.folder, 'a.txt', 'A\n')
      subject.write(place.folder, 'b.txt', null)
      subject.write(place.folder, 'new.txt', '1\n2\n')
      const saved = await save(place)
      expect(saved.changes).toEqual({ files: 3, additions: 3, deletions: 2 })
      expect(await tip(place.branch)).toBe(saved.commit)
      expect((await save(place, saved.commit)).commit).toBe(saved.commit)
      const diff = valueIn(await subject.git.diff(place, { from: base, to: saved.commit, maxBytes: 10_000 }))
      expect(diff.files.map(({ path, status, additions, deletions }) => [path, status, additions, deletions])).toEqual([
        ['a.txt', 'modified', 1, 1],
        ['b.txt', 'deleted', 0, 1],
        ['new.txt', 'added', 2, 0],
      ])
      expect([diff.truncated, diff.patch.includes('+A')]).toEqual([false, true])
      const one = { from: base, to: saved.commit, maxBytes: 20, path: 'a.txt' }
      expect(valueIn(await subject.git.diff(place, one))).toMatchObject({ truncated: true, files: [{ path: 'a.txt' }] })
    })

    it('shows the files of a commit, and which commits are the thread’s own', async () => {
      const place = await create('t1')
      subject.write(place.folder, 'a.txt', 'A\n')
      const first = (await save(place)).commit
      subject.write(place.folder, 'b.txt', null)
      const second = (await save(place, first)).commit
      expect(valueIn(await subject.git.checkpoints(place, second))).toEqual([second, first])
      const read = async (commit: string | null, path: string, maxBytes = 100) =>
        valueIn(await subject.git.readFile(place, { commit, path, maxBytes }))
      expect(await read(base, 'a.txt')).toMatchObject({ kind: 'text', text: 'a\n', bytes: 2 })
      expect(await read(first, 'a.txt')).toMatchObject({ kind: 'text', text: 'A\n' })
      expect(await read(first, 'a.txt', 1)).toMatchObject({ kind: 'too-large', bytes: 2 })
      for (const [commit, path] of [
        [second, 'b.txt'],
        [null, 'a.txt'],
        [first, 'none'],
      ] as const) {
        expect(await read(commit, path)).toEqual({ kind: 'absent' })
      }
      const diff = valueIn(await subject.git.diff(place, { from: first, to: second, maxBytes: 1_000 }))
      expect(diff).toMatchObject({ from: first, to: second, files: [{ path: 'b.txt', blob: null }] })
    })

    it('writes a stored text while the file is what was edited, once', async () => {
      const place = await create('t1')
      const { git } = subject
      const { commit } = await save(place)
      const before = valueIn(await git.readFile(place, { commit, path: 'a.txt', maxBytes: 100 }))
      const replaces = 'blob' in before ? before.blob : null
      const blob = valueIn(await git.storeText(place, 'edited\n'))
      const edit = { path: 'a.txt', blob, replaces }
      valueIn(await git.editFile(place, edit))
      valueIn(await git.editFile(place, edit))
      expect(subject.read(place.folder, 'a.txt')).toBe('edited\n')
      const saved = (await save(place, commit)).commit
      expect(valueIn(await git.readFile(place, { commit: saved, path: 'a.txt', maxBytes: 100 }))).toMatchObject({
        blob,
      })
      valueIn(await git.editFile(place, { path: 'folder/new.txt', blob, replaces: null }))
      expect(subject.read(place.folder, 'folder/new.txt')).toBe('edited\n')
      subject.write(place.folder, 'a.txt', 'the agent’s\n')
      expect(await git.editFile(place, edit)).toMatchObject({ error: { code: 'file-changed' } })
      expect(await git.editFile(place, { ...edit, path: 'b.txt', replaces: null })).toMatchObject({
        error: { code: 'file-changed' },
      })
      expect(await git.editFile(place, { ...edit, path: '../x', replaces: null })).toMatchObject({
        error: { code: 'path-refused' },
      })
      expect(subject.read(place.folder, 'a.txt')).toBe('the agent’s\n')
    })

    it('lands beside other work, takes the checkout along, and is found again', async () => {
      const place = await create('t1')
      subject.write(place.folder, 'a.txt', 'landed\n')
      const { commit } = await save(place)
      subject.write(subject.repository, 'b.txt', 'the user’s\n')
      const prepared = valueIn(await prepare(place, commit))
      expect(prepared).toMatchObject({ into: 'main', before: base, checkouts: [subject.repository] })
      expect([await tip('main'), subject.read(subject.repository, 'a.txt')]).toEqual([base, 'a\n'])
      expect(valueIn(await subject.git.locate(gitDirectory, 'main', prepared.commit))).toBe('absent')
      await move(prepared)
      expect(await tip('main')).toBe(prepared.commit)
      expect(subject.read(subject.repository, 'a.txt')).toBe('landed\n')
      expect(subject.read(subject.repository, 'b.txt')).toBe('the user’s\n')
      expect(valueIn(await subject.git.locate(gitDirectory, 'main', prepared.commit))).toBe('is-tip')
      expect(valueIn(await subject.git.locate(gitDirectory, 'main', base))).toBe('is-ancestor')
      expect(await prepare(place, commit)).toMatchObject({ error: { code: 'landing-empty' } })
    })

    it('refuses conflicts, changes in the way and a target that moved, and changes nothing', async () => {
      const [first, second] = [await create('t1'), await create('t2')]
      subject.write(first.folder, 'a.txt', 'first\n')
      subject.write(second.folder, 'a.txt', 'second\n')
      const saved = [await save(first), await save(second)]
      const stale = valueIn(await prepare(second, saved[1]?.commit ?? ''))
      subject.write(subject.repository, 'a.txt', 'in the way\n')
      const blocked = await prepare(first, saved[0]?.commit ?? '')
      expect(blocked).toMatchObject({ error: { code: 'checkout-in-use', facts: { paths: ['a.txt'] } } })
      subject.write(subject.repository, 'a.txt', 'a\n')
      const landed = valueIn(await prepare(first, saved[0]?.commit ?? ''))
      await move(landed)
      expect(await prepare(second, saved[1]?.commit ?? '')).toMatchObject({ error: { code: 'landing-conflict' } })
      const late = { branch: 'main', before: stale.before, after: stale.commit, reason: 'test' }
      expect(await subject.git.moveReference(gitDirectory, late)).toMatchObject({ error: { code: 'reference-moved' } })
      expect([await tip('main'), subject.read(subject.repository, 'a.txt')]).toEqual([landed.commit, 'first\n'])
      const nowhere = { place: first, commit: saved[0]?.commit ?? '', into: 'gone', message: 'm', timestampMs }
      expect(await subject.git.prepareLanding(nowhere)).toMatchObject({ error: { code: 'branch-not-found' } })
    })

    it('takes a landing back, by a reset while it is the tip and by a commit later', async () => {
      const [first, second] = [await create('t1'), await create('t2')]
      subject.write(first.folder, 'a.txt', 'first\n')
      subject.write(second.folder, 'b.txt', 'second\n')
      const saved = [await save(first), await save(second)]
      const landed = valueIn(await prepare(first, saved[0]?.commit ?? ''))
      await move(landed)
      const undo = { gitDirectory, ledger: first.ledger, into: 'main', landed: landed.commit, timestampMs }
      const reset = valueIn(await subject.git.prepareUndo({ ...undo, before: landed.before, message: 'back' }))
      expect(reset).toMatchObject({ before: landed.commit, commit: base })
      const other = valueIn(await prepare(second, saved[1]?.commit ?? ''))
      await move(other)
      const revert = valueIn(await subject.git.prepareUndo({ ...undo, before: landed.before, message: 'back' }))
      expect(revert.before).toBe(other.commit)
      await move(revert)
      expect(subject.read(subject.repository, 'a.txt')).toBe('a\n')
      expect(subject.read(subject.repository, 'b.txt')).toBe('second\n')
    })

    it('tells the tree of a worktree as it is, without a checkpoint', async () => {
      const place = await create('t1')
      subject.write(place.folder, 'a.txt', 'A\n')
      const edited = valueIn(await subject.git.worktreeTree(place))
      expect(valueIn(await subject.git.worktreeTree(place))).toBe(edited)
      expect(await tip(place.branch)).toBe(base)
      subject.write(place.folder, 'new.txt', '1\n')
      expect(valueIn(await subject.git.worktreeTree(place))).not.toBe(edited)
      subject.write(place.folder, 'new.txt', null)
      expect(valueIn(await subject.git.worktreeTree(place))).toBe(edited)
      expect((await save(place)).tree).toBe(edited)
      const nowhere = { ...place, folder: `${place.folder}-gone` }
      expect(await subject.git.worktreeTree(nowhere)).toMatchObject({ error: { code: 'worktree-missing' } })
    })

    it('gives a commit a throw-away checkout of its own', async () => {
      const place = await create('t1')
      subject.write(place.folder, 'a.txt', 'A\n')
      const { commit } = await save(place)
      const folder = `${subject.room}/scratch`
      const at = { gitDirectory, commit, folder }
      const scratch = valueIn(await subject.git.scratchCheckout(at))
      const tree = valueIn(await subject.git.worktreeTree(scratch))
      expect(tree).toBe(valueIn(await subject.git.worktreeTree(place)))
      expect([subject.read(folder, 'a.txt'), subject.read(folder, 'b.txt')]).toEqual(['A\n', 'b\n'])
      subject.write(folder, 'a.txt', 'spoilt\n')
      subject.write(folder, 'left.txt', 'left\n')
      expect(valueIn(await subject.git.worktreeTree(scratch))).not.toBe(tree)
      valueIn(await subject.git.scratchCheckout({ ...at, commit: base }))
      expect([subject.read(folder, 'a.txt'), subject.read(folder, 'left.txt')]).toEqual(['a\n', null])
      expect([subject.read(place.folder, 'a.txt'), await tip('main')]).toEqual(['A\n', base])
      valueIn(await subject.git.removeScratch(folder))
      valueIn(await subject.git.removeScratch(folder))
      expect(subject.read(folder, 'b.txt')).toBeNull()
      const unknown = { ...at, commit: '1234567890123456789012345678901234567890' }
      expect(await subject.git.scratchCheckout(unknown)).toMatchObject({ error: { code: 'revision-not-found' } })
    })

    it('merges several commits into one, and refuses those that conflict', async () => {
      const places = [await create('t1'), await create('t2'), await create('t3'), await create('t4')]
      const commits: string[] = []
      for (const [at, place] of places.entries()) {
        subject.write(place.folder, at === 3 ? 'new-0.txt' : `new-${at}.txt`, `${at}\n`)
        commits.push((await save(place)).commit)
      }
      const [first = '', second = '', third = '', clashing = ''] = commits
      const merge = (...some: readonly string[]) =>
        subject.git.mergeCommits({ gitDirectory, commits: some, message: 'together', timestampMs })
      const read = async (commit: string, path: string) =>
        valueIn(await subject.git.readCommitted({ gitDirectory, commit, path, maxBytes: 10 }))
      expect(valueIn(await merge(first, base, first))).toBe(first)
      const merged = valueIn(await merge(first, second, third))
      const texts = await Promise.all(['new-0.txt', 'new-1.txt', 'new-2.txt'].map((path) => read(merged, path)))
      expect([...texts, await read(merged, 'none')]).toEqual(['0\n', '1\n', '2\n', null])
      const large = { gitDirectory, commit: merged, path: 'a.txt', maxBytes: 1 }
      expect(await subject.git.readCommitted(large)).toMatchObject({ error: { code: 'path-refused' } })
      expect(await merge(first, second, clashing)).toMatchObject({ error: { code: 'landing-conflict' } })
      expect([await tip('main'), await tip('sy/t1')]).toEqual([base, first])
    })

    it('lets one of several claim a name, here and at a remote', async () => {
      const { git } = subject
      const name = 'refs/switchyard/automations/0123abcd'
      const [ours, theirs] = ['one\n', 'other\n'].map((text) => ({ gitDirectory, name, text, remote: 'origin' }))
      if (ours === undefined || theirs === undefined) throw new Error('two claimants')
      const both = await Promise.all([git.claimReference(ours), git.claimReference(theirs)])
      const won = both.map(valueIn)
      expect([...won].sort()).toEqual(['ours', 'taken'])
      const [winner, loser] = won[0] === 'ours' ? [ours, theirs] : [theirs, ours]
      expect(valueIn(await git.claimReference(winner))).toBe('ours')
      expect(valueIn(await git.claimReference(loser))).toBe('taken')
      expect(valueIn(await git.claimAtRemote(winner))).toBe('no-remote')

      const clone = valueIn(await git.inspect(subject.addColleague()))
      const elsewhere = { ...loser, gitDirectory: clone.gitDirectory }
      expect(valueIn(await git.claimReference(elsewhere))).toBe('ours')
      const raced = await Promise.all([git.claimAtRemote(winner), git.claimAtRemote(elsewhere)])
      expect(raced.map(valueIn).sort()).toEqual(['ours', 'taken'])
      const [first, second] = valueIn(raced[0]) === 'ours' ? [winner, elsewhere] : [elsewhere, winner]
      expect(valueIn(await git.claimAtRemote(first))).toBe('ours')
      valueIn(await git.releaseReference(second))
      expect(valueIn(await git.claimAtRemote(second))).toBe('taken')
      valueIn(await git.releaseReference(first))
      valueIn(await git.releaseReference(first))
      expect(valueIn(await git.claimReference(second))).toBe('ours')
      expect(valueIn(await git.claimAtRemote(second))).toBe('ours')
    })

    it('pushes a branch to a remote that has nothing newer of it', async () => {
      const { git } = subject
      const place = await create('t1')
      subject.write(place.folder, 'new.txt', 'new\n')
      const first = await save(place)
      subject.write(place.folder, 'new.txt', 'newer\n')
      const second = await save(place, first.commit)
      const push = (commit: string) => {
        return git.pushBranch({ gitDirectory, remote: 'origin', branch: place.branch, commit, config: {} })
      }
      expect(await push(first.commit)).toMatchObject({ ok: false, error: { code: 'push-failed' } })
      subject.addColleague()
      for (const { commit } of [first, first, second]) valueIn(await push(commit))
      expect(await push(first.commit)).toMatchObject({ ok: false, error: { code: 'reference-moved' } })
      expect(valueIn(await git.branchTips({ gitDirectory, remote: true, stamp: null }))?.tips).toEqual(new Map())
    })

    it('brings back from the trash what went there', async () => {
      const place = await create('t1')
      subject.write(place.folder, 'new.txt', 'kept\n')
      const { commit } = await save(place)
      subject.write(place.folder, 'later.txt', 'not saved\n')
      const trash = `${subject.room}/trash`
      valueIn(await subject.git.moveToTrash(place, trash))
      expect([subject.read(place.folder, 'new.txt'), await tip(place.branch)]).toEqual([null, null])
      valueIn(await subject.git.restoreFromTrash(place, trash))
      expect(subject.read(place.folder, 'later.txt')).toBe('not saved\n')
      expect(await tip(place.branch)).toBe(commit)
    })
  })
}
