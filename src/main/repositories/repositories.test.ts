import { mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createFolders } from '../adapters/folders/local-folders.ts'
import type { TestRepositoryOptions } from '../adapters/git/testing/repository.ts'
import { makeWorktreeFixture } from '../adapters/git/testing/worktree-fixture.ts'
import { inspectFolder } from './inspect-folder.ts'
import { listFolders } from './list-folders.ts'

const opened: { dispose(): void; close(): Promise<void> }[] = []
afterEach(async () => {
  for (const { close, dispose } of opened.splice(0)) {
    await close()
    dispose()
  }
})

function open(options: TestRepositoryOptions = {}) {
  const fixture = makeWorktreeFixture(options)
  opened.push({ dispose: () => fixture.dispose(), close: () => fixture.port.close() })
  const services = { git: fixture.port, home: fixture.sandbox }
  return { fixture, inspect: (folder: string) => inspectFolder(services, folder) }
}

describe('looking at a folder', () => {
  it('finds head and branches of a repository with spaces and other letters, from a folder in it', async () => {
    const { fixture, inspect } = open({ files: { 'päckages/my app/a': 'a' }, folderName: 'mein Projekt ☃' })
    for (const name of ['größe/β', 'sy/fix-login-k3x9', 'sy-mine']) fixture.git('branch', name)
    const commit = fixture.git('rev-parse', 'HEAD')
    expect(await inspect(`${fixture.folder}/päckages/my app/`)).toEqual({
      ok: true,
      value: {
        kind: 'repository',
        root: fixture.folder,
        prefix: 'päckages/my app',
        name: 'my app',
        head: { kind: 'branch', branch: 'main', commit },
        branches: ['größe/β', 'main', 'sy-mine'],
      },
    })
  })

  it('tells detached from unborn', async () => {
    const { fixture, inspect } = open()
    expect(await inspect(fixture.folder)).toMatchObject({
      value: { head: { kind: 'unborn', branch: 'main' }, branches: [] },
    })
    const commit = fixture.commit({ a: 'a' })
    fixture.git('checkout', '-q', '--detach')
    expect(await inspect(fixture.folder)).toMatchObject({ value: { head: { kind: 'detached', commit } } })
  })

  it('finds a linked worktree, with the branches of all', async () => {
    const { fixture, inspect } = open({ files: { a: 'a' } })
    const linked = path.join(fixture.sandbox, 'linked')
    fixture.git('worktree', 'add', '-q', '-b', 'other', linked)
    expect(await inspect(linked)).toMatchObject({
      value: { root: linked, name: 'linked', head: { branch: 'other' }, branches: ['main', 'other'] },
    })
  })

  it('leaves out the branches of threads under whatever prefix they have', async () => {
    const { fixture, inspect } = open({ files: { a: 'a' } })
    for (const name of ['sy', 'sy-threads/one']) fixture.git('branch', name)
    expect(await inspect(fixture.folder)).toMatchObject({ value: { branches: ['main', 'sy'] } })
  })

  it('names at most 500 branches, those with the newest commits', async () => {
    const { fixture, inspect } = open({ files: { a: 'a' } })
    const commit = fixture.git('rev-parse', 'HEAD')
    const newest = fixture.port.commitFiles(fixture.folder, { message: 'new', timestampMs: Date.UTC(2030, 1, 1) })
    expect(await newest).toMatchObject({ ok: true })
    fixture.write({
      references: Array.from({ length: 600 }, (_, at) => `create refs/heads/b${at} ${commit}\n`).join(''),
    })
    fixture.git('-c', 'alias.many=!git update-ref --stdin < references', 'many')
    const found = await inspect(fixture.folder)
    const branches = found.ok && found.value.kind === 'repository' ? found.value.branches : []
    expect([branches.length, branches[0], branches[1]]).toEqual([500, 'main', 'b0'])
  })

  it('offers a plain folder, by its home too', async () => {
    const { fixture, inspect } = open()
    const plain = path.join(fixture.sandbox, 'plain one')
    mkdirSync(plain)
    const value = { kind: 'folder', root: plain, name: 'plain one' }
    expect(await inspect(plain)).toEqual({ ok: true, value })
    expect(await inspect('~/plain one')).toEqual({ ok: true, value })
    symlinkSync(plain, path.join(fixture.sandbox, 'link'))
    expect(await inspect('~/link')).toEqual({ ok: true, value })
  })

  it('refuses what a dispatch would refuse', async () => {
    const { fixture, inspect } = open({ files: { a: 'a' } })
    const bare = open({ initArguments: ['--bare'] })
    expect(await inspect(path.join(fixture.sandbox, 'gone'))).toMatchObject({ error: { code: 'folder-missing' } })
    expect(await inspect(path.join(fixture.folder, 'a'))).toMatchObject({ error: { code: 'folder-missing' } })
    expect(await inspect(path.join(fixture.gitDirectory, 'refs'))).toMatchObject({
      error: { code: 'not-a-repository' },
    })
    expect(await bare.inspect(bare.fixture.folder)).toMatchObject({ error: { code: 'repository-bare' } })
  })

  it.each(['project', './project', '../project', '~ada/project', 'a\0b'])('refuses the path %j', async (folder) => {
    expect(await open().inspect(folder)).toMatchObject({
      error: { code: 'folder-relative', remedy: expect.any(String) },
    })
  })
})

describe('listing folders', () => {
  it('begins at home and says which are repositories', async () => {
    const { fixture } = open({ files: { a: 'a' } })
    const folders = createFolders(fixture.sandbox)
    mkdirSync(path.join(fixture.sandbox, '.cache'))
    const listed = await listFolders(folders, undefined)
    expect(listed).toMatchObject({ value: { path: fixture.sandbox, parent: path.dirname(fixture.sandbox) } })
    expect(listed.ok && listed.value.folders.filter(({ name }) => ['project', '.cache'].includes(name))).toEqual([
      { name: 'project', path: fixture.folder, repository: true },
      { name: '.cache', path: path.join(fixture.sandbox, '.cache'), repository: false },
    ])
    expect(await listFolders(folders, '~/project/')).toMatchObject({ value: { parent: fixture.sandbox } })
  })

  it('ends at the top, and refuses relative and missing paths', async () => {
    const folders = createFolders('/home/ada')
    expect(await listFolders(folders, '/')).toMatchObject({ value: { path: '/', parent: null } })
    expect(await listFolders(folders, 'project')).toMatchObject({ error: { code: 'folder-relative' } })
    expect(await listFolders(folders, '/nothing here')).toMatchObject({ error: { code: 'folder-missing' } })
  })
})
