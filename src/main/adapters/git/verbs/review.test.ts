import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { FileContent } from '../../../../shared/contract/channels/review.ts'
import type { WorktreePlace } from '../../../ports/git.ts'
import { decodePath } from '../parse/path-text.ts'
import { type TestRepositoryOptions, writeFiles } from '../testing/repository.ts'
import { makeWorktreeFixture, options, valueIn, type WorktreeFixture } from '../testing/worktree-fixture.ts'

const maxBytes = 4_000_000
const opened: WorktreeFixture[] = []
afterEach(async () => {
  for (const fixture of opened.splice(0)) {
    await fixture.port.close()
    fixture.dispose()
  }
})

async function start(repository: TestRepositoryOptions) {
  const fixture = makeWorktreeFixture(repository)
  opened.push(fixture)
  const place = await fixture.create()
  const save = async (previous: string | null = null) =>
    valueIn(await fixture.port.checkpoint(place, options(previous))).commit
  const read = async (commit: string | null, name: string, limit = maxBytes): Promise<FileContent> =>
    valueIn(await fixture.port.readFile(place, { commit, path: name, maxBytes: limit }))
  return { fixture, place, save, read, base: place.base }
}

const text = (value: string, bytes = Buffer.byteLength(value)) => ({
  kind: 'text',
  text: value,
  bytes,
  blob: expect.stringMatching(/^[0-9a-f]{40}$/),
})

describe('a file as a commit holds it', () => {
  it('is read on both sides of a change, by the name it has there', async () => {
    const { place, save, read, base } = await start({ files: { 'old.txt': 'a\nb\nc\n', gone: 'x\n', 'dir/kept': 'k' } })
    renameSync(path.join(place.folder, 'old.txt'), path.join(place.folder, 'dir', 'new name.txt'))
    rmSync(path.join(place.folder, 'gone'))
    const saved = await save()
    expect(await read(base, 'old.txt')).toEqual(text('a\nb\nc\n'))
    expect(await read(saved, 'old.txt')).toEqual({ kind: 'absent' })
    expect(await read(saved, 'dir/new name.txt')).toEqual(text('a\nb\nc\n'))
    expect([await read(base, 'gone'), await read(saved, 'gone')]).toEqual([text('x\n'), { kind: 'absent' }])
    for (const absent of ['dir', 'dir/kept/below', 'dir/', '/dir/kept', '../x', 'dir/../gone', 'HEAD:gone']) {
      expect(await read(base, absent), absent).toEqual({ kind: 'absent' })
    }
    expect(await read(null, 'gone')).toEqual({ kind: 'absent' })
  })

  it('keeps every byte of a text, and any name', async () => {
    const crlf = 'one\r\ntwo\r\n\ufeffthree\rfour'
    const raw = Buffer.from([0x66, 0xff, 0x67])
    const files = { 'Größe/日本\t"語"\n.txt': crlf, ':(top)x*?[a]': 'magic\n', empty: '' }
    const { place, save, read } = await start({ files })
    writeFileSync(Buffer.concat([Buffer.from(`${place.folder}/`), raw]), 'odd\n')
    const saved = await save()
    expect(await read(saved, 'Größe/日本\t"語"\n.txt')).toEqual(text(crlf))
    expect(await read(saved, ':(top)x*?[a]')).toEqual(text('magic\n'))
    expect(await read(saved, decodePath(raw))).toEqual(text('odd\n'))
    expect(await read(saved, 'empty')).toEqual(text(''))
  })

  it('is text, a picture or bytes by what it holds, not by its name', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    const webp = Buffer.concat([Buffer.from('RIFF'), Buffer.from([0xff, 0, 0, 0]), Buffer.from('WEBPVP8 ')])
    const { read, base } = await start({
      files: {
        'picture.txt': png,
        'photo.png': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
        'moving.bin': Buffer.from('GIF89a\u0001\u0000'),
        'web.x': webp,
        'drawing.svg': '<svg/>',
        'latin.txt': Buffer.from([0xe4, 0x0a]),
        'zero.txt': 'a\0b',
        'GIF8.txt': 'GIF8 is a text here',
      },
    })
    const kinds: Record<string, unknown> = {}
    for (const name of [
      'picture.txt',
      'photo.png',
      'moving.bin',
      'web.x',
      'drawing.svg',
      'latin.txt',
      'zero.txt',
      'GIF8.txt',
    ]) {
      const file = await read(base, name)
      kinds[name] = file.kind === 'image' ? file.mimeType : file.kind
    }
    expect(kinds).toEqual({
      'picture.txt': 'image/png',
      'photo.png': 'image/jpeg',
      'moving.bin': 'image/gif',
      'web.x': 'image/webp',
      'drawing.svg': 'text',
      'latin.txt': 'binary',
      'zero.txt': 'binary',
      'GIF8.txt': 'text',
    })
    expect(await read(base, 'picture.txt')).toMatchObject({ base64: png.toString('base64'), bytes: png.length })
  })

  it('is only named with its size beyond the limit', async () => {
    const { read, base } = await start({ files: { full: 'x'.repeat(100), over: 'x'.repeat(101) } })
    expect(await read(base, 'full', 100)).toMatchObject({ kind: 'text', bytes: 100 })
    expect(await read(base, 'over', 100)).toMatchObject({ kind: 'too-large', bytes: 101 })
  })

  it('shows where a link leads and which commit a submodule is at, and follows neither', async () => {
    const { fixture, place, save } = await start({ files: { 'a.txt': 'a\n' } })
    const module = fixture.git('rev-parse', 'HEAD')
    fixture.git('update-index', '--add', '--cacheinfo', `160000,${module},vendored`)
    fixture.git('commit', '-q', '-m', 'with a submodule')
    const withModule = fixture.git('rev-parse', 'HEAD')
    writeFileSync(path.join(fixture.sandbox, 'secret'), 'secret\n')
    symlinkSync('../../secret', path.join(place.folder, 'link'))
    symlinkSync('..', path.join(place.folder, 'up'))
    const saved = await save()
    const read = async (commit: string, name: string) =>
      valueIn(await fixture.port.readFile(place, { commit, path: name, maxBytes }))
    expect(await read(saved, 'link')).toEqual(text('../../secret'))
    expect(await read(saved, 'up/secret')).toEqual({ kind: 'absent' })
    expect(await read(withModule, 'vendored')).toEqual(text(`Subproject commit ${module}\n`))
    expect(await read(withModule, 'vendored/a.txt')).toEqual({ kind: 'absent' })
  })

  it('is not made of what filters and text conversions in the repository would make of it', async () => {
    const { fixture, base, read } = await start({
      files: { 'a.txt': 'plain\n', '.gitattributes': '* filter=x diff=x\n' },
    })
    for (const key of ['filter.x.smudge', 'filter.x.clean', 'diff.x.textconv', 'diff.x.command']) {
      fixture.git('config', key, `touch ${fixture.sandbox}/ran; cat`)
    }
    expect(await read(base, 'a.txt')).toEqual(text('plain\n'))
  })
})

describe('the checkpoints of a thread', () => {
  it('are its own commits alone, newest first, and can be compared', async () => {
    const { fixture, place, save, base } = await start({ files: { a: '1\n' }, commits: [{ a: '2\n' }] })
    writeFiles(place.folder, { a: '3\n' })
    const first = await save()
    expect(await save(first)).toBe(first)
    writeFiles(place.folder, { b: 'b\n' })
    const second = await save(first)
    fixture.commit({ other: 'o\n' })
    expect(valueIn(await fixture.port.checkpoints(place, second))).toEqual([second, first])
    expect(valueIn(await fixture.port.checkpoints(place, base ?? ''))).toEqual([])
    const diff = valueIn(await fixture.port.diff(place, { from: first, to: second, maxBytes }))
    const blob = fixture.git('rev-parse', `${second}:b`)
    expect(diff).toMatchObject({ from: first, to: second, files: [{ path: 'b', status: 'added', blob }] })
  })

  it('begin at nothing where the branch was unborn', async () => {
    const { fixture, place, save } = await start({})
    writeFiles(place.folder, { a: '1\n' })
    const first = await save()
    expect(valueIn(await fixture.port.checkpoints(place, first))).toEqual([first])
    const diff = valueIn(await fixture.port.diff(place, { from: null, to: first, maxBytes }))
    expect(diff).toMatchObject({ from: null, to: first, files: [{ path: 'a', status: 'added' }] })
  })

  it('name what each file holds after the change', async () => {
    const { fixture, place, save, base } = await start({ files: { gone: 'g\n', moved: 'one\ntwo\nthree\n' } })
    rmSync(path.join(place.folder, 'gone'))
    mkdirSync(path.join(place.folder, 'to'))
    renameSync(path.join(place.folder, 'moved'), path.join(place.folder, 'to', 'here'))
    const saved = await save()
    const { files } = valueIn(await fixture.port.diff(place, { from: base, to: saved, maxBytes }))
    expect(files.map((file) => [file.path, file.previousPath, file.status, file.blob])).toEqual([
      ['gone', null, 'deleted', null],
      ['to/here', 'moved', 'renamed', fixture.git('rev-parse', `${base}:moved`)],
    ])
  })

  it('can be looked at while the thread is in the trash', async () => {
    const { fixture, place, save, base } = await start({ files: { a: '1\n' } })
    writeFiles(place.folder, { a: '2\n' })
    const saved = await save()
    valueIn(await fixture.port.moveToTrash(place satisfies WorktreePlace, fixture.trash))
    const diff = valueIn(await fixture.port.diff(place, { from: base, to: saved, maxBytes }))
    expect(diff.files).toMatchObject([{ path: 'a', additions: 1, deletions: 1 }])
    expect(valueIn(await fixture.port.checkpoints(place, saved))).toEqual([saved])
    expect(valueIn(await fixture.port.readFile(place, { commit: saved, path: 'a', maxBytes }))).toEqual(text('2\n'))
  })
})
