import { chmodSync, chownSync, existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { makeRepository, makeTripwire, type TestRepository, type TestRepositoryOptions } from '../testing/repository.ts'
import { codeOf, valueIn } from '../testing/worktree-fixture.ts'
import { initialize } from './initialize.ts'
import { inspect } from './inspect.ts'

const opened: TestRepository[] = []
afterEach(() => {
  for (const repository of opened.splice(0)) repository.dispose()
})
function open(options: TestRepositoryOptions = {}): TestRepository {
  const repository = makeRepository(options)
  opened.push(repository)
  return repository
}

describe('inspect', () => {
  it('describes a clean repository', async () => {
    const repository = open({ files: { 'a.txt': 'a' } })
    expect(valueIn(await inspect(repository.runner, repository.folder))).toEqual({
      root: repository.folder,
      gitDirectory: path.join(repository.folder, '.git'),
      prefix: '',
      head: { kind: 'branch', branch: 'main', oid: repository.git('rev-parse', 'HEAD') },
      dirty: false,
      submodules: [],
      lfs: false,
      branchPrefix: 'sy',
    })
  })

  it('tells a detached and an unborn HEAD', async () => {
    const repository = open()
    expect(valueIn(await inspect(repository.runner, repository.folder)).head).toEqual({
      kind: 'unborn',
      branch: 'main',
    })
    const oid = repository.commit({ a: '1' })
    repository.git('checkout', '-q', '--detach')
    expect(valueIn(await inspect(repository.runner, repository.folder)).head).toEqual({ kind: 'detached', oid })
  })

  it.each([
    ['a modified file', { 'a.txt': 'changed' }],
    ['an untracked file', { 'new.txt': 'new' }],
    ['a deleted file', { 'a.txt': null }],
  ])('calls a checkout with %s dirty', async (_name, files) => {
    const repository = open({ files: { 'a.txt': 'a', b: 'b' } })
    repository.write(files)
    expect(valueIn(await inspect(repository.runner, repository.folder)).dirty).toBe(true)
  })

  it('finds a sub-folder with spaces and other letters, through a symlink', async () => {
    const repository = open({ files: { 'päckages/my app/a': 'a' }, folderName: 'mein Projekt ☃' })
    const facts = valueIn(await inspect(repository.runner, path.join(repository.folder, 'päckages/my app')))
    expect([facts.root, facts.prefix]).toEqual([repository.folder, 'päckages/my app'])
  })

  it('finds a linked worktree with its own HEAD and the common git directory', async () => {
    const repository = open({ files: { a: 'a' } })
    const linked = path.join(repository.sandbox, 'linked')
    repository.git('worktree', 'add', '-q', '-b', 'other', linked)
    const facts = valueIn(await inspect(repository.runner, linked))
    expect(facts).toMatchObject({ root: linked, gitDirectory: repository.gitDirectory, head: { branch: 'other' } })
  })

  it('chooses another prefix where a branch takes it', async () => {
    const repository = open({ files: { a: 'a' } })
    repository.git('branch', 'sy')
    expect(valueIn(await inspect(repository.runner, repository.folder)).branchPrefix).toBe('sy-threads')
    repository.git('branch', 'sy-threads')
    expect(valueIn(await inspect(repository.runner, repository.folder)).branchPrefix).toBe('sy-threads-2')
  })

  it('names submodules and large-file attributes', async () => {
    const inner = open({ files: { x: 'x' } })
    const repository = open({ files: { a: 'a', 'assets/.gitattributes': '*.bin filter=lfs diff=lfs\n' } })
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.folder, 'libs/inner')
    repository.commit({})
    expect(valueIn(await inspect(repository.runner, repository.folder))).toMatchObject({
      submodules: ['libs/inner'],
      lfs: true,
      dirty: false,
    })
  })

  it('runs nothing that a repository brings along', async () => {
    const repository = open({
      files: { 'a.txt': 'a', '.gitattributes': '*.txt filter=planted diff=planted\n*.md filter=a=b\n', 'b.md': 'b' },
    })
    const { command, evidence } = makeTripwire(repository.sandbox)
    for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout', 'pre-commit']) {
      writeFileSync(path.join(repository.gitDirectory, 'hooks', hook), `#!/bin/sh\n${command}\n`)
      chmodSync(path.join(repository.gitDirectory, 'hooks', hook), 0o755)
    }
    for (const kind of ['clean', 'smudge', 'process']) repository.git('config', `filter.planted.${kind}`, command)
    repository.git('config', 'filter.a=b.clean', command)
    repository.git('config', 'core.fsmonitor', command)
    repository.git('config', 'core.pager', command)
    repository.git('config', 'core.sshCommand', command)
    repository.git('config', 'diff.external', command)
    repository.git('config', 'diff.planted.textconv', command)
    for (const name of ['status', 'rev-parse', 'for-each-ref']) repository.git('config', `alias.${name}`, `!${command}`)
    writeFileSync(path.join(repository.folder, 'a.txt'), 'b')
    const future = new Date(Date.UTC(2030, 1, 1))
    for (const name of ['a.txt', 'b.md']) utimesSync(path.join(repository.folder, name), future, future)
    expect(valueIn(await inspect(repository.runner, repository.folder)).dirty).toBe(true)
    expect(existsSync(evidence)).toBe(false)
    // The trap works: git itself springs it.
    repository.git('status', '--porcelain')
    expect(existsSync(evidence)).toBe(true)
  })

  it('leaves the index as it is', async () => {
    const repository = open({ files: { a: 'a' } })
    const future = new Date(Date.UTC(2030, 1, 1))
    utimesSync(path.join(repository.folder, 'a'), future, future)
    const before = repository.git('ls-files', '--debug')
    await inspect(repository.runner, repository.folder)
    expect(repository.git('ls-files', '--debug')).toBe(before)
  })
})

describe('inspect refuses', () => {
  it('a missing folder, a file, and no repository', async () => {
    const repository = open({ files: { a: 'a' } })
    const plain = path.join(repository.sandbox, 'plain')
    mkdirSync(plain)
    expect(codeOf(await inspect(repository.runner, path.join(repository.sandbox, 'gone')))).toBe('folder-missing')
    expect(codeOf(await inspect(repository.runner, path.join(repository.folder, 'a')))).toBe('folder-missing')
    const refused = await inspect(repository.runner, plain)
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-a-repository', facts: { canInitialize: true } } })
  })

  it('a bare repository and the inside of .git', async () => {
    const bare = open({ initArguments: ['--bare'] })
    expect(codeOf(await inspect(bare.runner, bare.folder))).toBe('repository-bare')
    const repository = open({ files: { a: 'a' } })
    const inside = await inspect(repository.runner, path.join(repository.gitDirectory, 'refs'))
    expect(inside).toMatchObject({ ok: false, error: { code: 'not-a-repository' } })
    expect(codeOf(await initialize(repository.runner, path.join(repository.gitDirectory, 'refs')))).toBe(
      'not-a-repository',
    )
    expect(existsSync(path.join(repository.gitDirectory, 'refs', '.git'))).toBe(false)
  })

  it.skipIf(process.geteuid?.() !== 0)('a repository of another user, until the user says it is safe', async () => {
    const repository = open({ files: { a: 'a' } })
    chownSync(repository.folder, 12_345, 12_345)
    chownSync(repository.gitDirectory, 12_345, 12_345)
    expect(codeOf(await inspect(repository.runner, repository.folder))).toBe('repository-foreign')
    repository.gitIn(repository.home, 'config', '--global', '--add', 'safe.directory', repository.folder)
    expect(codeOf(await inspect(repository.runner, repository.folder))).toBe('ok')
  })

  it('a repository that git cannot open', async () => {
    const repository = open({ files: { a: 'a' } })
    writeFileSync(path.join(repository.gitDirectory, 'HEAD'), 'nonsense\n')
    const refused = await inspect(repository.runner, repository.folder)
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-a-repository' } })
    expect(codeOf(await initialize(repository.runner, repository.folder))).toBe('not-a-repository')
  })
})

describe('initialize', () => {
  it('makes a repository with branch main and touches nothing else', async () => {
    const repository = open()
    const plain = path.join(repository.sandbox, 'plain')
    mkdirSync(plain)
    writeFileSync(path.join(plain, 'a'), 'a')
    const facts = valueIn(await initialize(repository.runner, plain))
    expect(facts).toMatchObject({ root: plain, head: { kind: 'unborn', branch: 'main' }, dirty: true })
    expect(valueIn(await initialize(repository.runner, plain))).toEqual(facts)
  })

  it('does not create the folder', async () => {
    const repository = open()
    expect(codeOf(await initialize(repository.runner, path.join(repository.sandbox, 'gone')))).toBe('folder-missing')
  })
})
