import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { makeRepository, makeTripwire, type TestRepository, type TestRepositoryOptions } from '../testing/repository.ts'
import { codeOf, makeWorktreeFixture, valueIn, type WorktreeFixture } from '../testing/worktree-fixture.ts'

const opened: TestRepository[] = []
afterEach(async () => {
  for (const each of opened.splice(0)) {
    if ('port' in each) await (each as WorktreeFixture).port.close()
    each.dispose()
  }
})
function open(
  options: TestRepositoryOptions = { files: { 'a.txt': 'one\n', 'sub dir/ü.txt': 'two\n' } },
): WorktreeFixture {
  const fixture = makeWorktreeFixture(options)
  opened.push(fixture)
  return fixture
}

describe('createWorktree', () => {
  it('checks the base out into a private clone on the branch', async () => {
    const fixture = open()
    const place = await fixture.create()
    expect(readFileSync(path.join(place.folder, 'sub dir/ü.txt'), 'utf8')).toBe('two\n')
    expect(fixture.gitIn(place.folder, 'status', '--porcelain=v2', '--branch')).toBe(
      `# branch.oid ${place.base}\n# branch.head sy/fix-1`,
    )
    expect(fixture.gitIn(place.folder, 'for-each-ref', '--format=%(refname)').split('\n')).toEqual([
      'refs/heads/sy/fix-1',
      'refs/switchyard/base',
    ])
    expect(fixture.gitIn(place.folder, 'remote')).toBe('')
    expect(fixture.gitIn(place.folder, 'config', '--local', 'user.email')).toBe('ada@example.com')
  })

  it('borrows the objects instead of copying them', async () => {
    const fixture = open()
    const place = await fixture.create()
    expect(fixture.gitIn(place.folder, 'count-objects')).toMatch(/^0 objects/)
    expect(fixture.gitIn(place.folder, 'fsck', '--connectivity-only')).toBe('')
  })

  it('changes nothing of the user but its own references', async () => {
    const fixture = open()
    fixture.write({ 'a.txt': 'edited', untracked: 'x' })
    fixture.git('tag', 'v1')
    const look = () => [
      fixture.git('status', '--porcelain'),
      fixture.git('config', '--local', '--list'),
      fixture.git('stash', 'list'),
    ]
    const before = look()
    const place = await fixture.create()
    expect(look()).toEqual(before)
    expect(fixture.git('for-each-ref', '--format=%(refname) %(objectname)').split('\n')).toEqual([
      `refs/heads/main ${place.base}`,
      `refs/heads/sy/fix-1 ${place.base}`,
      `refs/switchyard/base/t1 ${place.base}`,
      `refs/tags/v1 ${place.base}`,
    ])
    expect(fixture.gitIn(place.folder, 'tag')).toBe('')
  })

  it('keeps the base from being pruned', async () => {
    const fixture = open()
    const base = fixture.commit({ b: 'b' })
    const place = await fixture.create({ base })
    fixture.git('reset', '-q', '--hard', 'HEAD~1')
    fixture.git('branch', '-D', 'sy/fix-1')
    fixture.git('reflog', 'expire', '--expire=now', '--all')
    fixture.git('gc', '-q', '--prune=now')
    expect(fixture.gitIn(place.folder, 'log', '-1', '--format=%H')).toBe(base)
  })

  it('names the real remote without credentials and disables pushing', async () => {
    const fixture = open()
    fixture.git('remote', 'add', 'origin', 'https://ada:secret@example.com/x.git')
    const place = await fixture.create()
    const config = readFileSync(path.join(place.folder, '.git', 'config'), 'utf8')
    expect(fixture.gitIn(place.folder, 'remote', 'get-url', 'origin')).toBe('https://example.com/x.git')
    expect(config).not.toContain('secret')
    expect(config).not.toContain(fixture.folder)
    expect(() => fixture.gitIn(place.folder, 'push', 'origin', 'HEAD')).toThrow(/disabled/)
  })

  it('is idempotent, and replaces an earlier try that was broken off', async () => {
    const fixture = open()
    const place = await fixture.create()
    writeFileSync(path.join(place.folder, 'work'), 'kept')
    valueIn(await fixture.port.createWorktree(place))
    expect(existsSync(path.join(place.folder, 'work'))).toBe(true)
    const marker = path.join(place.ledger, 'switchyard.json')
    writeFileSync(marker, readFileSync(marker, 'utf8').replace('"ready"', '"creating"'))
    valueIn(await fixture.port.createWorktree(place))
    expect(existsSync(path.join(place.folder, 'work'))).toBe(false)
    expect(readFileSync(path.join(place.folder, 'a.txt'), 'utf8')).toBe('one\n')
  })

  it('never takes a folder that is not its own', async () => {
    const fixture = open()
    const place = fixture.place()
    mkdirSync(place.folder, { recursive: true })
    writeFileSync(path.join(place.folder, 'mine'), 'mine')
    expect(codeOf(await fixture.port.createWorktree(place))).toBe('folder-occupied')
    const first = await fixture.create({ folder: `${place.folder}-1`, ledger: `${place.ledger}-1` })
    const other = { ...first, thread: 't2', branch: 'sy/other-2' }
    expect(codeOf(await fixture.port.createWorktree(other))).toBe('folder-occupied')
    expect(readFileSync(path.join(place.folder, 'mine'), 'utf8')).toBe('mine')
    expect(existsSync(path.join(first.folder, 'a.txt'))).toBe(true)
  })

  it('refuses a base that is not there and a branch that is somebody else’s', async () => {
    const fixture = open()
    const missing = fixture.place({ base: '0123456789012345678901234567890123456789' })
    expect(codeOf(await fixture.port.createWorktree(missing))).toBe('revision-not-found')
    const first = fixture.git('rev-parse', 'HEAD')
    fixture.commit({ b: 'b' })
    fixture.git('branch', 'sy/fix-1', first)
    expect(codeOf(await fixture.port.createWorktree(fixture.place()))).toBe('reference-moved')
    expect(fixture.git('rev-parse', 'sy/fix-1')).toBe(first)
    expect(existsSync(fixture.place().folder)).toBe(false)
  })

  it('tells a repository that it can’t write to from a branch that is taken', async () => {
    const fixture = open()
    writeFileSync(path.join(fixture.gitDirectory, 'refs', 'switchyard'), 'in the way')
    expect(codeOf(await fixture.port.createWorktree(fixture.place()))).toBe('git-failed')
    expect(fixture.git('branch', '--list', 'sy/*')).toBe('')
  })

  it('starts an unborn repository on an unborn branch', async () => {
    const fixture = open({})
    const place = await fixture.create()
    expect(fixture.gitIn(place.folder, 'symbolic-ref', 'HEAD')).toBe('refs/heads/sy/fix-1')
    expect(fixture.git('for-each-ref')).toBe('')
  })

  it('leaves submodules empty and says so', async () => {
    const inner = makeRepository({ files: { x: 'x' } })
    opened.push(inner)
    const fixture = open()
    fixture.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.folder, 'libs/inner')
    const base = fixture.commit({})
    const notices = valueIn(await fixture.port.createWorktree(fixture.place({ base }))).notices
    expect(notices).toEqual(['Submodules are left empty in the worktree: libs/inner.'])
    expect(fixture.gitIn(fixture.place().folder, 'status', '--porcelain')).toBe('')
  })

  it('leaves large files as pointers, never running a filter that only the repository configures', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n'
    const fixture = open({ files: { 'x.bin': pointer, '.gitattributes': '*.bin filter=lfs\n' } })
    const { command, evidence } = makeTripwire(fixture.sandbox)
    fixture.git('config', 'filter.lfs.smudge', command)
    const notices = valueIn(await fixture.port.createWorktree(fixture.place())).notices
    expect(notices).toEqual(['Large files stay pointers in the worktree: Git LFS is not set up for this user.'])
    expect(readFileSync(path.join(fixture.place().folder, 'x.bin'), 'utf8')).toBe(pointer)
    expect(existsSync(evidence)).toBe(false)
  })

  it('runs the large-file filter that the user set up', async () => {
    const globalConfig =
      '[user]\n\tname = A\n\temail = a@example.com\n[filter "lfs"]\n\tsmudge = tr a-z A-Z\n\tclean = tr A-Z a-z\n'
    const fixture = open({ files: { 'x.bin': 'abc', '.gitattributes': '*.bin filter=lfs\n' }, globalConfig })
    const place = await fixture.create()
    expect(readFileSync(path.join(place.folder, 'x.bin'), 'utf8')).toBe('ABC')
  })
})

interface Odd {
  readonly name: string
  readonly repository: TestRepositoryOptions
  readonly prepare?: readonly string[]
}

describe('createWorktree of odd repositories', () => {
  const files = { 'a.txt': 'a\n' }
  const kinds: readonly Odd[] = [
    { name: 'spaces and other letters in the path', repository: { files, folderName: 'mein Projekt ☃ "x"' } },
    { name: 'SHA-256', repository: { files, initArguments: ['--object-format=sha256'] } },
    {
      name: 'a sparse checkout',
      repository: { files: { ...files, 'deep/b': 'b' } },
      prepare: ['sparse-checkout', 'set', 'x'],
    },
    { name: 'packed objects and references', repository: { files }, prepare: ['gc', '-q'] },
    { name: 'a commit-graph', repository: { files }, prepare: ['commit-graph', 'write', '--reachable'] },
    { name: 'an untracked cache', repository: { files }, prepare: ['update-index', '--untracked-cache'] },
    { name: 'line endings converted', repository: { files }, prepare: ['config', 'core.autocrlf', 'true'] },
  ]
  it.each(kinds)('$name', async ({ repository, prepare }) => {
    const fixture = open(repository)
    if (prepare !== undefined) fixture.git(...prepare)
    const place = await fixture.create()
    writeFileSync(path.join(place.folder, 'new.txt'), 'new\n')
    const stored = valueIn(await fixture.port.checkpoint(place, { previous: null, message: 'm', timestampMs: 1_000 }))
    expect(fixture.git('diff', '--name-status', place.base ?? '', stored.commit)).toBe('A\tnew.txt')
    expect(fixture.git('fsck')).toBe('')
  })

  it('a shallow clone', async () => {
    const origin = makeRepository({ files, commits: [{ b: 'b' }, { c: 'c' }] })
    opened.push(origin)
    const fixture = open({})
    fixture.git('fetch', '-q', '--depth=1', `file://${origin.folder}`, 'main')
    fixture.git('checkout', '-q', '-B', 'main', 'FETCH_HEAD')
    const place = await fixture.create({ base: fixture.git('rev-parse', 'HEAD') })
    expect(fixture.gitIn(place.folder, 'rev-list', '--count', 'HEAD')).toBe('1')
    writeFileSync(path.join(place.folder, 'new.txt'), 'new\n')
    fixture.gitIn(place.folder, 'add', '.')
    fixture.gitIn(place.folder, 'commit', '-qm', 'own')
    const stored = valueIn(await fixture.port.checkpoint(place, { previous: null, message: 'm', timestampMs: 1_000 }))
    expect(stored).toMatchObject({ changes: { files: 1 }, head: fixture.gitIn(place.folder, 'rev-parse', 'HEAD') })
    expect(fixture.git('rev-list', '--count', 'refs/switchyard/threads/t1/head')).toBe('2')
    fixture.git('fetch', '-q', '--unshallow', `file://${origin.folder}`, 'main')
    writeFileSync(path.join(place.folder, 'new.txt'), 'newer\n')
    const next = { previous: stored.commit, message: 'm', timestampMs: 2_000 }
    expect(valueIn(await fixture.port.checkpoint(place, next)).notices).toBeUndefined()
    expect(fixture.git('rev-list', '--count', 'refs/switchyard/threads/t1/checkpoint')).toBe('5')
  })

  it('a linked worktree as the user’s checkout', async () => {
    const fixture = open({ files })
    const linked = path.join(fixture.sandbox, 'linked')
    fixture.git('worktree', 'add', '-q', '-b', 'other', linked)
    const facts = valueIn(await fixture.port.inspect(linked))
    const place = await fixture.create({ repository: facts.gitDirectory })
    expect(fixture.gitIn(place.folder, 'status', '--porcelain')).toBe('')
    expect(fixture.gitIn(linked, 'status', '--porcelain')).toBe('')
  })
})
