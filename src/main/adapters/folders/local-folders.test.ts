import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFolders } from './local-folders.ts'

let room: string
beforeEach(() => {
  room = realpathSync(mkdtempSync(path.join(tmpdir(), 'switchyard-folders-')))
})
afterEach(() => rmSync(room, { recursive: true, force: true }))

const folders = createFolders('/home/ada')

function make(...names: readonly string[]): void {
  for (const name of names) mkdirSync(path.join(room, name), { recursive: true })
}

async function list(folder = room, limit = 1000) {
  const listed = await folders.list(folder, limit)
  if (!listed.ok) throw new Error(listed.error.message)
  const { entries, truncated } = listed.value
  return { names: entries.map(({ name }) => name), entries, truncated }
}

describe('listing folders', () => {
  it('shows folders by name, hidden ones last, and no files', async () => {
    make('b', 'Ä c', 'a10', 'a9', '.hidden', 'größe')
    writeFileSync(path.join(room, 'file'), '')
    expect((await list()).names).toEqual(['Ä c', 'a9', 'a10', 'b', 'größe', '.hidden'])
  })

  it('marks repositories: with a .git folder, a .git file, or bare', async () => {
    make('one/.git', 'linked', 'bare/objects', 'bare/refs', 'plain/objects', '.git/objects', '.git/refs')
    writeFileSync(path.join(room, 'linked', '.git'), 'gitdir: elsewhere\n')
    writeFileSync(path.join(room, 'bare', 'HEAD'), 'ref: refs/heads/main\n')
    writeFileSync(path.join(room, '.git', 'HEAD'), 'ref: refs/heads/main\n')
    const { entries } = await list()
    expect(entries.filter(({ repository }) => repository).map(({ name }) => name)).toEqual(['bare', 'linked', 'one'])
  })

  it('shows links that lead to a folder, and neither loops, dead links nor links to files', async () => {
    make('real/.git')
    writeFileSync(path.join(room, 'file'), '')
    for (const [name, target] of Object.entries({ link: 'real', loop: 'loop', dead: 'gone', leaf: 'file' })) {
      symlinkSync(target, path.join(room, name))
    }
    expect((await list()).entries).toEqual([
      { name: 'link', repository: true },
      { name: 'real', repository: true },
    ])
  })

  it('says when there are more than it shows', async () => {
    make(...Array.from({ length: 70 }, (_, at) => `f${at}`))
    expect(await list(room, 70)).toMatchObject({ truncated: false })
    const cut = await list(room, 40)
    expect([cut.names.length, cut.names[39], cut.truncated]).toEqual([40, 'f39', true])
  })

  it('does not look at all of very many links', async () => {
    writeFileSync(path.join(room, 'file'), '')
    for (let at = 0; at < 200; at += 1) symlinkSync('file', path.join(room, `link${at}`))
    expect(await list(room, 20)).toMatchObject({ names: [], truncated: true })
  })

  it('refuses what is no folder', async () => {
    writeFileSync(path.join(room, 'file'), '')
    for (const name of ['gone', 'file']) {
      expect(await folders.list(path.join(room, name), 10)).toMatchObject({ error: { code: 'folder-missing' } })
    }
  })

  it('refuses what can’t be read', async () => {
    symlinkSync('loop', path.join(room, 'loop'))
    const refused = await folders.list(path.join(room, 'loop'), 10)
    expect(refused).toMatchObject({ error: { code: 'folder-unreadable', facts: { code: 'ELOOP' } } })
  })
})

describe('making a folder', () => {
  it('never takes one that is there', async () => {
    const folder = path.join(room, 'new')
    expect(await folders.create(folder)).toMatchObject({ ok: true })
    expect(await folders.create(folder)).toMatchObject({ error: { code: 'folder-taken' } })
    symlinkSync('gone', path.join(room, 'dead'))
    expect(await folders.create(path.join(room, 'dead'))).toMatchObject({ error: { code: 'folder-taken' } })
    expect(await folders.create(path.join(room, 'gone', 'below'))).toMatchObject({
      error: { code: 'folder-unwritable' },
    })
    expect(readdirSync(room).sort()).toEqual(['dead', 'new'])
  })

  it('adds files and replaces none', async () => {
    expect(await folders.addFiles(room, { 'a/b.txt': 'b', c: 'c' })).toMatchObject({ ok: true })
    expect(await folders.addFiles(room, { c: 'other' })).toMatchObject({ error: { code: 'folder-unwritable' } })
    expect(readFileSync(path.join(room, 'c'), 'utf8')).toBe('c')
  })
})
