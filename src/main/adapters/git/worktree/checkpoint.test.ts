import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Checkpoint, WorktreePlace } from '../../../ports/git.ts'
import { makeTripwire, type TestRepositoryOptions, writeFiles } from '../testing/repository.ts'
import { codeOf, makeWorktreeFixture, options, valueIn, type WorktreeFixture } from '../testing/worktree-fixture.ts'

const opened: WorktreeFixture[] = []
afterEach(async () => {
  for (const fixture of opened.splice(0)) {
    await fixture.port.close()
    fixture.dispose()
  }
})
async function start(repository: TestRepositoryOptions = { files: { 'a.txt': 'one\n', 'dir/b': 'b\n' } }) {
  const fixture = makeWorktreeFixture(repository)
  opened.push(fixture)
  const place = await fixture.create()
  const take = async (previous: Checkpoint | null = null): Promise<Checkpoint> =>
    valueIn(await fixture.port.checkpoint(place, options(previous?.commit ?? null)))
  const stored = (commit: string) => fixture.git('ls-tree', '-r', '--name-only', commit).split('\n')
  return { fixture, place, take, stored }
}
const inClone =
  (fixture: WorktreeFixture, place: WorktreePlace) =>
  (...args: readonly string[]) =>
    fixture.gitIn(place.folder, ...args)

describe('checkpoint', () => {
  it('stores tracked and untracked changes in a commit chained on the base', async () => {
    const { fixture, place, take } = await start()
    writeFiles(place.folder, { 'a.txt': 'one\ntwo\n', 'dir/b': null, 'neu ü/c': 'c\n' })
    symlinkSync('a.txt', path.join(place.folder, 'link'))
    chmodSync(path.join(place.folder, 'neu ü/c'), 0o755)
    const first = await take()
    const raw = fixture.git('-c', 'core.quotePath=false', 'diff', '--raw', place.base ?? '', first.commit)
    expect(raw.split('\n').map((line) => line.replace(/ [0-9a-f]{7,} [0-9a-f]{7,}/, ''))).toEqual([
      ':100644 100644 M\ta.txt',
      ':100644 000000 D\tdir/b',
      ':000000 120000 A\tlink',
      ':000000 100755 A\tneu ü/c',
    ])
    expect(fixture.git('log', '-1', '--format=%P %T %an <%ae> %s', first.commit)).toBe(
      `${place.base} ${first.tree} Switchyard <switchyard@localhost> checkpoint`,
    )
    expect(first.changes).toEqual({ files: 4, additions: 3, deletions: 1 })
    const names = ['refs/switchyard/threads/t1/checkpoint', 'refs/heads/sy/fix-1']
    expect(names.map((name) => fixture.git('rev-parse', name))).toEqual([first.commit, first.commit])
    expect(first).toMatchObject({ head: place.base, omitted: [] })
    expect(first.notices).toBeUndefined()
  })

  it('chains on the previous one and makes no commit where nothing changed', async () => {
    const { fixture, place, take } = await start()
    expect((await take()).commit).toBe(place.base)
    writeFiles(place.folder, { new: '1' })
    const first = await take()
    expect(await take(first)).toEqual(first)
    writeFiles(place.folder, { new: '2' })
    const second = await take(first)
    expect(fixture.git('rev-list', second.commit).split('\n')).toEqual([second.commit, first.commit, place.base])
  })

  it('sees a change of the same size in the same instant', async () => {
    const { fixture, place, take } = await start()
    let last = await take()
    for (let n = 0; n < 10; n += 1) {
      writeFiles(place.folder, { 'a.txt': `${n}\n\n\n`.slice(0, 4) })
      last = await take(last)
      expect(fixture.git('show', `${last.commit}:a.txt`).trim()).toBe(String(n))
    }
  })

  it('turns files into folders, folders into files and links, and back', async () => {
    const { place, take, stored } = await start()
    writeFiles(place.folder, { 'a.txt': null, dir: null })
    writeFiles(place.folder, { 'a.txt/inner': 'x' })
    symlinkSync('a.txt', path.join(place.folder, 'dir'))
    const first = await take()
    expect(stored(first.commit)).toEqual(['a.txt/inner', 'dir'])
    writeFiles(place.folder, { 'a.txt': null, dir: null })
    writeFiles(place.folder, { 'a.txt': 'one\n', 'dir/b': 'b\n' })
    expect((await take(first)).changes.files).toBe(0)
  })

  it('carries names that are not valid text through unharmed', async () => {
    const { fixture, place, take } = await start()
    const name = Buffer.from([0x66, 0xe9, 0x0a, 0x22])
    writeFileSync(Buffer.concat([Buffer.from(`${place.folder}/`), name]), 'x\n')
    const first = await take()
    const changes = valueIn(await fixture.port.diff(place, { from: place.base, to: first.commit, maxBytes: 1_000 }))
    expect(changes.files.map((file) => file.path)).toEqual(['f\udce9\n"'])
    expect(fixture.git('ls-tree', '--name-only', first.commit)).toContain('"f\\351\\n\\""')
    const only = { from: place.base, to: first.commit, maxBytes: 1_000, path: 'f\udce9\n"' }
    expect(valueIn(await fixture.port.diff(place, only)).files).toHaveLength(1)
  })

  it('lists nested repositories, large and ignored files with their size instead of storing them', async () => {
    const { fixture, place, take, stored } = await start({ files: { '.gitignore': 'out/\n', grown: 'small\n' } })
    writeFiles(place.folder, { 'out/x': '12345', 'nested/file': 'abc', 'nested2/file': 'abc', big: '', grown: '' })
    for (const name of ['nested', 'nested2']) fixture.gitIn(path.join(place.folder, name), 'init', '-q')
    fixture.gitIn(path.join(place.folder, 'nested2'), 'commit', '-q', '--allow-empty', '-m', 'x')
    for (const name of ['big', 'grown']) truncateSync(path.join(place.folder, name), 51 * 1024 * 1024)
    const first = await take()
    expect(stored(first.commit)).toEqual(['.gitignore', 'grown'])
    expect(fixture.git('show', `${first.commit}:grown`)).toBe('small')
    const listed = new Map(first.omitted.map((each) => [each.path, each]))
    expect(listed.get('out')).toEqual({ path: 'out', bytes: 5, reason: 'ignored' })
    expect(listed.get('big')).toEqual({ path: 'big', bytes: 51 * 1024 * 1024, reason: 'too-large' })
    expect(listed.get('nested')).toMatchObject({ reason: 'nested-repository' })
    expect(listed.get('nested2')?.bytes).toBeGreaterThan(3)
    expect([...listed.keys()].sort()).toEqual(['big', 'grown', 'nested', 'nested2', 'out'])
  })

  it('leaves out what git would take for a git directory', async () => {
    const { fixture, place, take, stored } = await start({ files: { a: 'a' } })
    writeFiles(place.folder, { '.GIT/config': 'x', 'git~1': 'x', 'sub/.g\u200cit': 'x', ok: 'ok' })
    symlinkSync('a', path.join(place.folder, '.gitmodules'))
    const first = await take()
    expect(stored(first.commit)).toEqual(['a', 'ok'])
    expect(first.omitted.map(({ path: name, reason }) => `${name} ${reason}`).sort()).toEqual(
      ['.GIT/config', '.gitmodules', 'git~1', 'sub/.g\u200cit'].map((name) => `${name} not-storable`),
    )
    expect(fixture.git('fsck')).toBe('')
  })

  it('keeps the agent’s own commits reachable', async () => {
    const { fixture, place, take } = await start()
    const git = inClone(fixture, place)
    writeFiles(place.folder, { 'a.txt': 'committed\n' })
    git('checkout', '-q', '-b', 'elsewhere')
    git('commit', '-qam', 'own')
    git('pack-refs', '--all')
    writeFiles(place.folder, { 'a.txt': 'later\n' })
    const first = await take()
    const own = git('rev-parse', 'HEAD')
    expect(first.head).toBe(own)
    expect(fixture.git('rev-parse', 'refs/switchyard/threads/t1/head')).toBe(own)
    expect(fixture.git('show', `${own}:a.txt`)).toBe('committed')
    expect(fixture.git('show', `${first.commit}:a.txt`)).toBe('later')
    expect(fixture.git('fsck')).toBe('')
  })

  it('starts with a root commit where there is no base', async () => {
    const { fixture, place, take } = await start({})
    writeFiles(place.folder, { a: 'a\n' })
    const first = await take()
    expect(fixture.git('rev-list', '--count', 'sy/fix-1')).toBe('1')
    expect(first).toMatchObject({ head: null, changes: { files: 1, additions: 1, deletions: 0 } })
    expect(
      valueIn(await fixture.port.diff(place, { from: null, to: first.commit, maxBytes: 9_999 })).files,
    ).toHaveLength(1)
  })

  it('keeps gitlinks as they are, populated or not', async () => {
    const { fixture, place, take } = await start({ files: { a: 'a' } })
    const base = place.base ?? ''
    fixture.git('update-index', '--add', '--cacheinfo', `160000,${base},sub`)
    writeFiles(fixture.folder, { '.gitmodules': '[submodule "sub"]\n\tpath = sub\n\turl = ./x\n\tignore = none\n' })
    fixture.git('add', '.gitmodules')
    fixture.git('commit', '-qm', 'with a submodule')
    const tip = fixture.git('rev-parse', 'HEAD')
    const second = {
      thread: 't2',
      folder: `${place.folder}-2`,
      ledger: `${place.ledger}-2`,
      branch: 'sy/sub-2',
      base: tip,
    }
    const other = await fixture.create(second)
    expect(valueIn(await fixture.port.checkpoint(other, options())).changes.files).toBe(0)
    const { command, evidence } = makeTripwire(fixture.sandbox)
    const sub = path.join(other.folder, 'sub')
    fixture.gitIn(sub, 'init', '-q')
    fixture.gitIn(sub, 'commit', '-q', '--allow-empty', '-m', 'x')
    fixture.gitIn(sub, 'config', 'core.fsmonitor', command)
    writeFiles(sub, { inner: 'x' })
    const populated = valueIn(await fixture.port.checkpoint(other, options()))
    expect(populated.changes.files).toBe(0)
    expect(populated.omitted).toMatchObject([{ path: 'sub', reason: 'nested-repository' }])
    expect(existsSync(evidence)).toBe(false)
    rmSync(sub, { recursive: true })
    const removed = valueIn(await fixture.port.checkpoint(other, options()))
    expect(fixture.git('diff', '--name-status', tip, removed.commit)).toBe('D\tsub')
    void take
  })
})

describe('checkpoint and the user’s rules', () => {
  it.each([
    ['.config/git/ignore', ''],
    ['ignore rules', '[core]\n\texcludesFile = ~/ignore rules\n'],
  ])('ignores what %s in the home folder says', async (file, config) => {
    const globalConfig = `[user]\n\tname = A\n\temail = a@example.com\n${config}`
    const fixture = makeWorktreeFixture({ files: { a: 'a' }, globalConfig })
    opened.push(fixture)
    writeFiles(fixture.home, { [file]: '*.log\n' })
    const place = await fixture.create()
    writeFiles(place.folder, { 'x.log': 'x' })
    const stored = valueIn(await fixture.port.checkpoint(place, options()))
    expect(stored).toMatchObject({ commit: place.base, omitted: [{ path: 'x.log', bytes: 1, reason: 'ignored' }] })
  })

  it('ignores what the repository’s own exclude file says', async () => {
    const fixture = makeWorktreeFixture({ files: { a: 'a' } })
    opened.push(fixture)
    writeFiles(fixture.gitDirectory, { 'info/exclude': '*.log\n' })
    const place = await fixture.create()
    writeFiles(place.folder, { 'x.log': 'x' })
    expect(valueIn(await fixture.port.checkpoint(place, options())).commit).toBe(place.base)
  })

  it('converts line endings as the user has it', async () => {
    const fixture = makeWorktreeFixture({ files: { 'a.txt': 'a\nb\n' } })
    opened.push(fixture)
    fixture.git('config', 'core.autocrlf', 'true')
    const place = await fixture.create()
    expect(readFileSync(path.join(place.folder, 'a.txt'), 'utf8')).toBe('a\r\nb\r\n')
    writeFiles(place.folder, { 'new.txt': 'x\r\n', 'a.txt': 'a\nb\r\n' })
    const stored = valueIn(await fixture.port.checkpoint(place, options()))
    expect(fixture.git('cat-file', 'blob', `${stored.commit}:new.txt`)).toBe('x')
    expect(stored.changes.files).toBe(1)
  })
})

describe('checkpoint and the thread’s branch', () => {
  it('brings back commits whose references somebody deleted and pruned', async () => {
    const { fixture, place, take } = await start()
    writeFiles(place.folder, { n: '1' })
    const first = await take()
    for (const name of ['refs/switchyard/threads/t1/checkpoint', 'refs/heads/sy/fix-1'])
      fixture.git('update-ref', '-d', name)
    fixture.git('reflog', 'expire', '--expire=now', '--all')
    fixture.git('gc', '-q', '--prune=now')
    const again = await take(first)
    expect(again.commit).toBe(first.commit)
    expect(fixture.git('rev-parse', 'refs/switchyard/threads/t1/checkpoint')).toBe(first.commit)
    expect(fixture.git('fsck')).toBe('')
  })

  it('leaves a branch alone that the user moved, deleted or checked out', async () => {
    const { fixture, place, take } = await start()
    writeFiles(place.folder, { n: '1' })
    const first = await take()
    fixture.git('branch', '-f', 'sy/fix-1', 'main')
    writeFiles(place.folder, { n: '2' })
    const second = await take(first)
    expect(fixture.git('rev-parse', 'sy/fix-1')).toBe(place.base)
    expect(second.notices).toEqual(['sy/fix-1 was moved or deleted by someone else and left alone.'])
    fixture.git('branch', '-f', 'sy/fix-1', second.commit)
    fixture.git('checkout', '-q', 'sy/fix-1')
    writeFiles(place.folder, { n: '3' })
    const third = await take(second)
    expect(third.notices).toEqual(['sy/fix-1 is checked out, so it was left where it is.'])
    expect(fixture.git('rev-parse', 'sy/fix-1')).toBe(second.commit)
    expect(fixture.git('status', '--porcelain')).toBe('')
    expect(fixture.git('rev-parse', 'refs/switchyard/threads/t1/checkpoint')).toBe(third.commit)
  })

  it('follows again when a host that died had published more than it remembers', async () => {
    const { fixture, place, take } = await start()
    writeFiles(place.folder, { n: '1' })
    await take()
    writeFiles(place.folder, { n: '2' })
    const again = await take()
    expect(again.notices).toBeUndefined()
    expect(fixture.git('rev-parse', 'sy/fix-1')).toBe(again.commit)
  })

  it('removes a lock that a killed git left on its own references, and no other', async () => {
    const { fixture, place, take } = await start()
    writeFiles(place.folder, { n: '1' })
    await take()
    writeFileSync(path.join(fixture.gitDirectory, 'refs/switchyard/threads/t1/checkpoint.lock'), '')
    writeFileSync(path.join(fixture.gitDirectory, 'refs/heads/main.lock'), '')
    writeFiles(place.folder, { n: '2' })
    const again = await take()
    expect(fixture.git('rev-parse', 'refs/switchyard/threads/t1/checkpoint')).toBe(again.commit)
    expect(existsSync(path.join(fixture.gitDirectory, 'refs/heads/main.lock'))).toBe(true)
  })
})

describe('checkpoint of a damaged worktree', () => {
  const damages: readonly {
    readonly name: string
    readonly damage: (place: WorktreePlace, fixture: WorktreeFixture) => void
  }[] = [
    { name: 'git directory deleted', damage: (place) => rmSync(path.join(place.folder, '.git'), { recursive: true }) },
    {
      name: 'git directory replaced by a link to the user’s',
      damage: (place, fixture) => {
        rmSync(path.join(place.folder, '.git'), { recursive: true })
        symlinkSync(fixture.gitDirectory, path.join(place.folder, '.git'))
      },
    },
    {
      name: 'git directory moved into a file',
      damage: (place) => {
        renameSync(path.join(place.folder, '.git'), path.join(place.folder, '..', 'elsewhere'))
        writeFileSync(path.join(place.folder, '.git'), 'gitdir: /nonexistent\n')
      },
    },
    {
      name: 'HEAD is nonsense',
      damage: (place) => writeFileSync(path.join(place.folder, '.git/HEAD'), 'ref: refs/../../x\n'),
    },
    {
      name: 'HEAD names a missing commit',
      damage: (place) => writeFileSync(path.join(place.folder, '.git/HEAD'), `${'1'.repeat(40)}\n`),
    },
    {
      name: 'index.lock left behind',
      damage: (place) => writeFileSync(path.join(place.folder, '.git/index.lock'), ''),
    },
    { name: 'index destroyed', damage: (place) => writeFileSync(path.join(place.folder, '.git/index'), 'nonsense') },
    { name: 'ledger index destroyed', damage: (place) => writeFileSync(path.join(place.ledger, 'index'), 'nonsense') },
    {
      name: 'objects replaced by a pipe-like file',
      damage: (place) => {
        rmSync(path.join(place.folder, '.git/objects'), { recursive: true })
        writeFileSync(path.join(place.folder, '.git/objects'), '')
      },
    },
    {
      name: 'objects borrowed from elsewhere',
      damage: (place) => writeFileSync(path.join(place.folder, '.git/objects/info/alternates'), '/elsewhere\n'),
    },
  ]
  it.each(damages)('$name', async ({ damage }) => {
    const { fixture, place, take, stored } = await start()
    writeFiles(place.folder, { new: 'new' })
    damage(place, fixture)
    const first = await take()
    expect(stored(first.commit)).toEqual(['a.txt', 'dir/b', 'new'])
    expect([null, place.base]).toContain(first.head)
    expect(fixture.git('fsck')).toBe('')
  })

  it('does not rest on objects in the clone, which an agent can break', async () => {
    const { fixture, place, take } = await start()
    writeFiles(place.folder, { new: 'new\n' })
    const git = inClone(fixture, place)
    git('add', '-A')
    const oid = git('rev-parse', ':new')
    const object = path.join(place.folder, '.git/objects', oid.slice(0, 2), oid.slice(2))
    chmodSync(object, 0o644)
    writeFileSync(object, 'broken')
    expect(fixture.git('show', `${(await take()).commit}:new`)).toBe('new')
  })

  it('keeps the agent’s commits when it made its clone stand alone', async () => {
    const { fixture, place, take } = await start()
    const git = inClone(fixture, place)
    git('commit', '-q', '--allow-empty', '-m', 'own')
    git('repack', '-a', '-d', '-q')
    rmSync(path.join(place.folder, '.git/objects/info/alternates'))
    expect((await take()).head).toBe(git('rev-parse', 'HEAD'))
    expect(fixture.git('log', '-1', '--format=%s', 'refs/switchyard/threads/t1/head')).toBe('own')
  })

  const borrowings: readonly { readonly name: string; readonly borrow: (objects: string, secret: string) => void }[] = [
    { name: 'alternates', borrow: (objects, secret) => writeFileSync(`${objects}/info/alternates`, `${secret}\n`) },
    {
      name: 'linked alternates',
      borrow: (objects, secret) => {
        rmSync(`${objects}/info/alternates`)
        writeFileSync(`${objects}/../list`, `${secret}\n`)
        symlinkSync('../../list', `${objects}/info/alternates`)
      },
    },
    {
      name: 'a linked pack folder',
      borrow: (objects, secret) => {
        rmSync(`${objects}/pack`, { recursive: true })
        symlinkSync(`${secret}/pack`, `${objects}/pack`)
      },
    },
    {
      name: 'linked objects',
      borrow: (objects, secret) => {
        rmSync(objects, { recursive: true })
        symlinkSync(secret, objects)
      },
    },
  ]
  it.each(borrowings)('reads nothing of elsewhere through $name', async ({ borrow }) => {
    const { fixture, place, take } = await start()
    const secret = path.join(fixture.sandbox, 'secret')
    fixture.git('init', '-q', secret)
    fixture.gitIn(secret, 'commit', '-q', '--allow-empty', '-m', 'secret')
    fixture.gitIn(secret, 'gc', '-q')
    const oid = fixture.gitIn(secret, 'rev-parse', 'HEAD')
    borrow(path.join(place.folder, '.git/objects'), path.join(secret, '.git/objects'))
    writeFileSync(path.join(place.folder, '.git/HEAD'), `${oid}\n`)
    expect((await take()).head).toBeNull()
    expect(codeOf(await fixture.port.resolve(fixture.gitDirectory, oid))).toBe('revision-not-found')
  })

  it('takes no checkpoint of a worktree that was not created to the end', async () => {
    const { fixture, place } = await start()
    const marker = path.join(place.ledger, 'switchyard.json')
    writeFileSync(marker, readFileSync(marker, 'utf8').replace('"ready"', '"creating"'))
    writeFiles(place.folder, { 'a.txt': null })
    expect(codeOf(await fixture.port.checkpoint(place, options()))).toBe('worktree-missing')
  })

  it('says that a worktree is missing', async () => {
    const { fixture, place } = await start()
    renameSync(place.folder, `${place.folder}-away`)
    expect(codeOf(await fixture.port.checkpoint(place, options()))).toBe('worktree-missing')
    symlinkSync(fixture.folder, place.folder)
    expect(codeOf(await fixture.port.checkpoint(place, options()))).toBe('worktree-missing')
  })
})

describe('checkpoint under an agent’s configuration', () => {
  it('runs no filter, hook or monitor that an agent planted', async () => {
    const { fixture, place, take, stored } = await start()
    const { command, evidence } = makeTripwire(fixture.sandbox)
    const git = inClone(fixture, place)
    for (const kind of ['clean', 'smudge']) git('config', `filter.x.${kind}`, command)
    git('config', 'core.fsmonitor', command)
    git('config', 'core.hooksPath', path.join(place.folder, 'hooks'))
    git('config', 'core.alternateRefsCommand', command)
    git('config', 'uploadpack.packObjectsHook', command)
    git('config', 'diff.x.textconv', command)
    git('config', 'diff.external', command)
    mkdirSync(path.join(place.folder, 'hooks'))
    for (const hook of ['pre-commit', 'post-index-change', 'reference-transaction', 'post-checkout']) {
      writeFileSync(path.join(place.folder, 'hooks', hook), `#!/bin/sh\n${command}\n`, { mode: 0o755 })
      writeFileSync(path.join(place.folder, '.git', `hook-${hook}`), '')
    }
    writeFiles(place.folder, { '.gitattributes': '* filter=x diff=x\n', 'a.txt': 'changed\n', new: 'new\n' })
    const first = await take()
    valueIn(await fixture.port.diff(place, { from: place.base, to: first.commit, maxBytes: 100_000 }))
    expect(existsSync(evidence)).toBe(false)
    expect(stored(first.commit)).toContain('new')
    // The trap works: git under the clone's own configuration springs it.
    git('add', '-A')
    expect(readFileSync(evidence, 'utf8')).not.toBe('')
  })

  it('runs no hook of the user’s repository', async () => {
    const { fixture, place, take } = await start()
    const { command, evidence } = makeTripwire(fixture.sandbox)
    for (const hook of ['reference-transaction', 'post-merge', 'pre-auto-gc']) {
      writeFileSync(path.join(fixture.gitDirectory, 'hooks', hook), `#!/bin/sh\n${command}\n`, { mode: 0o755 })
    }
    writeFiles(place.folder, { new: 'new\n' })
    await take()
    expect(existsSync(evidence)).toBe(false)
  })

  it('leaves the user’s checkout, index, HEAD and configuration as they are', async () => {
    const { fixture, place, take } = await start()
    fixture.write({ staged: 's', 'a.txt': 'edited' })
    fixture.git('add', 'staged')
    const look = () => [
      fixture.git('status', '--porcelain=v2'),
      readFileSync(path.join(fixture.gitDirectory, 'index')).toString('hex'),
      readFileSync(path.join(fixture.gitDirectory, 'config'), 'utf8'),
      existsSync(path.join(fixture.gitDirectory, 'FETCH_HEAD')),
      fixture.git('reflog'),
    ]
    const before = look()
    writeFiles(place.folder, { new: 'new\n' })
    await take()
    expect(look()).toEqual(before)
  })
})
