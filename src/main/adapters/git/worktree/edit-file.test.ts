import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { makeTripwire, type TestRepositoryOptions, writeFiles } from '../testing/repository.ts'
import { codeOf, makeWorktreeFixture, options, valueIn, type WorktreeFixture } from '../testing/worktree-fixture.ts'

const opened: WorktreeFixture[] = []
afterEach(async () => {
  for (const fixture of opened.splice(0)) {
    await fixture.port.close()
    fixture.dispose()
  }
})

async function start(repository: TestRepositoryOptions = { files: { 'a.txt': 'one\n', 'dir/b.txt': 'b\n' } }) {
  const fixture = makeWorktreeFixture(repository)
  opened.push(fixture)
  const place = await fixture.create()
  const at = (name: string) => path.join(place.folder, name)
  const read = (name: string) => readFileSync(at(name), 'utf8')
  const store = async (text: string) => valueIn(await fixture.port.storeText(place, text))
  const edit = async (name: string, text: string, replaces: string | null) =>
    codeOf(await fixture.port.editFile(place, { path: name, blob: await store(text), replaces }))
  const blobAt = (name: string, commit = 'HEAD') => fixture.git('rev-parse', `${commit}:${name}`)
  const save = async () => valueIn(await fixture.port.checkpoint(place, options()))
  return { fixture, place, at, read, store, edit, blobAt, save }
}

/** Every file below a folder with its content; what is in git directories only when asked for. */
function contents(folder: string, hidden = false): Record<string, string> {
  const found: Record<string, string> = {}
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const full = path.join(entry.parentPath, entry.name)
    if (!entry.isFile() || (!hidden && full.includes('/.git/'))) continue
    found[path.relative(folder, full)] = readFileSync(full, 'latin1')
  }
  return found
}

describe('editing a file of a worktree', () => {
  it('writes exactly the text, keeps the mode, and finds it there when it is called again', async () => {
    const { at, blobAt, edit, read, save, fixture } = await start()
    chmodSync(at('a.txt'), 0o751)
    const text = '\ufeffone\r\ntwo\nthree\rÜ😀 no end'
    expect(await edit('a.txt', text, blobAt('a.txt'))).toBe('ok')
    expect([read('a.txt'), statSync(at('a.txt')).mode & 0o777]).toEqual([text, 0o751])
    const { ino } = statSync(at('a.txt'))
    expect(await edit('a.txt', text, blobAt('a.txt'))).toBe('ok')
    expect(statSync(at('a.txt')).ino).toBe(ino)
    const { commit } = await save()
    expect(fixture.git('show', `${commit}:a.txt`)).toBe(text)
  })

  it('leaves nothing of its own in the worktree', async () => {
    const { place, blobAt, edit, store, at } = await start()
    const blob = await store('two\n')
    // What a host left that died before it moved the text into place.
    writeFileSync(path.join(place.ledger, `edit-${blob}`), 'tw')
    expect(await edit('a.txt', 'two\n', blobAt('a.txt'))).toBe('ok')
    expect(contents(place.folder)).toEqual({ 'a.txt': 'two\n', 'dir/b.txt': 'b\n' })
    expect(readdirSync(place.ledger).filter((name) => name.startsWith('edit-'))).toEqual([])
    expect(existsSync(at('a.txt'))).toBe(true)
  })

  it('makes a new file and the folders for it, but never in place of one that is there', async () => {
    const { edit, read, fixture, save } = await start()
    expect(await edit('neu ü/x/y.txt', 'new\n', null)).toBe('ok')
    expect(read('neu ü/x/y.txt')).toBe('new\n')
    expect(await edit('a.txt', 'mine\n', null)).toBe('file-changed')
    expect(read('a.txt')).toBe('one\n')
    const { commit } = await save()
    expect(fixture.git('show', `${commit}:neu ü/x/y.txt`)).toBe('new')
  })

  it('changes nothing where the file changed or went since', async () => {
    const { at, blobAt, edit, read, place, store, fixture } = await start()
    writeFileSync(at('a.txt'), 'the agent’s\n')
    expect(await edit('a.txt', 'mine\n', blobAt('a.txt'))).toBe('file-changed')
    expect(read('a.txt')).toBe('the agent’s\n')
    rmSync(at('dir'), { recursive: true })
    expect(await edit('dir/b.txt', 'mine\n', blobAt('dir/b.txt'))).toBe('file-changed')
    expect(existsSync(at('dir'))).toBe(false)
    // The text is kept, by the name that the refusal tells.
    const blob = await store('mine\n')
    const refused = await fixture.port.editFile(place, { path: 'a.txt', blob, replaces: blobAt('a.txt') })
    expect(refused).toMatchObject({ error: { facts: { path: 'a.txt', blob } } })
    expect(fixture.gitIn(place.ledger, 'cat-file', 'blob', blob)).toBe('mine')
  })

  it('takes a file whose line endings the project converts for what is stored of it', async () => {
    const { at, blobAt, edit, read } = await start({
      files: { '.gitattributes': '*.txt text eol=crlf\n', 'a.txt': 'one\ntwo\n', 'b.bin': 'one\ntwo\n' },
    })
    expect(read('a.txt')).toBe('one\r\ntwo\r\n')
    expect(await edit('a.txt', 'one\nthree\n', blobAt('a.txt'))).toBe('ok')
    expect(read('a.txt')).toBe('one\nthree\n')
    // Without such a rule another line ending is another content.
    writeFileSync(at('b.bin'), 'one\r\ntwo\r\n')
    expect(await edit('b.bin', 'x', blobAt('b.bin'))).toBe('file-changed')
  })

  it('writes to a name that is no text', async () => {
    const { place, edit } = await start()
    expect(await edit('dir/caf\udce9.txt', 'new\n', null)).toBe('ok')
    expect(readFileSync(Buffer.from(`${place.folder}/dir/caf\xe9.txt`, 'latin1'), 'utf8')).toBe('new\n')
  })

  it('leaves a file alone that has become too large to read, where an empty one was edited or wanted', async () => {
    const { at, blobAt, edit } = await start({ files: { 'a.txt': '' } })
    const empty = blobAt('a.txt')
    truncateSync(at('a.txt'), 51 * 1024 * 1024)
    expect(await edit('a.txt', 'mine\n', empty)).toBe('file-changed')
    expect(await edit('a.txt', '', 'f'.repeat(40))).toBe('file-changed')
    expect(statSync(at('a.txt')).size).toBe(51 * 1024 * 1024)
  })

  it('keeps the other name of a file that has two', async () => {
    const { at, blobAt, edit, read, fixture } = await start()
    const outside = path.join(fixture.sandbox, 'outside')
    linkSync(at('a.txt'), outside)
    expect(await edit('a.txt', 'mine\n', blobAt('a.txt'))).toBe('ok')
    expect([read('a.txt'), readFileSync(outside, 'utf8')]).toEqual(['mine\n', 'one\n'])
  })

  it('works in a repository with long names of objects', async () => {
    const { blobAt, edit, read } = await start({
      files: { 'a.txt': 'one\n' },
      initArguments: ['--object-format=sha256'],
    })
    expect(await edit('a.txt', 'mine\n', blobAt('a.txt'))).toBe('ok')
    expect(await edit('a.txt', 'mine\n', blobAt('a.txt'))).toBe('ok')
    expect(read('a.txt')).toBe('mine\n')
  })
})

describe('what an agent may have put in the way of an edit', () => {
  it('is never written through, wherever it leads', async () => {
    const { fixture, place, at, edit } = await start()
    const outside = path.join(fixture.sandbox, 'outside')
    writeFiles(outside, { 'secret.txt': 'one\n', 'dir/b.txt': 'b\n' })
    const secret = fixture.git('hash-object', path.join(outside, 'secret.txt'))
    symlinkSync(path.join(outside, 'secret.txt'), at('link'))
    symlinkSync(outside, at('folder'))
    symlinkSync('.git', at('inner'))
    symlinkSync('nowhere', at('dangling'))
    writeFiles(place.folder, { 'nested/x.txt': 'x\n' })
    fixture.gitIn(at('nested'), 'init', '-q')
    fixture.gitIn(place.folder, 'config', 'marker.here', 'true')
    const inner = fixture.git('hash-object', at('.git/config'))
    const look = () => [contents(place.folder, true), contents(outside)]
    const before = look()
    const attempts: readonly (readonly [string, string | null])[] = [
      ['link', secret],
      ['link', null],
      ['folder/secret.txt', secret],
      ['folder/new.txt', null],
      ['inner/config', inner],
      ['inner/hooks/post-checkout', null],
      ['dangling', null],
      ['nested/x.txt', fixture.git('hash-object', at('nested/x.txt'))],
      ['nested/y.txt', null],
      ['a.txt/x', null],
      ['dir', null],
    ]
    for (const [name, replaces] of attempts) expect(await edit(name, 'mine\n', replaces), name).toBe('path-refused')
    expect(look()).toEqual(before)
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true)
  })

  it.each([
    '../outside/secret.txt',
    '/etc/hostname',
    'dir/../../t1/a.txt',
    './a.txt',
    '.git/config',
    'dir/.GIT/config',
    '.g\u200cit/config',
    'git~1/config',
    // What stands for bytes that are no text, where bytes of a text are meant.
    '\udc2e\udc2e/outside/secret.txt',
    '\udc2e\udc2e\udc2foutside\udc2fnew.txt',
    '\udc2egit/config',
    '\u012e\u012e\u022f\ud800/new.txt',
    '\ud800',
    '.g\udce2\udc80\udc8cit/config',
    '',
  ])('does not make the path %j work', async (name) => {
    const { fixture, edit } = await start()
    writeFiles(path.join(fixture.sandbox, 'worktrees', 'outside'), { 'secret.txt': 'one\n' })
    const worktrees = path.join(fixture.sandbox, 'worktrees')
    const before = contents(worktrees, true)
    expect(await edit(name, 'mine\n', null)).toBe('path-refused')
    expect(contents(worktrees, true)).toEqual(before)
  })

  it('does not make it wait, as a pipe would', async () => {
    const { fixture, at, edit } = await start()
    fixture.gitIn(fixture.sandbox, '-c', `alias.pipe=!mkfifo ${at('pipe')}`, 'pipe')
    expect(await edit('pipe', 'mine\n', null)).toBe('path-refused')
  })

  it('does not run what it configured', async () => {
    const { fixture, place, blobAt, edit, read } = await start()
    const tripwire = makeTripwire(fixture.sandbox)
    writeFiles(place.folder, { '.gitattributes': '* filter=x text=auto\n' })
    for (const key of ['filter.x.clean', 'filter.x.smudge', 'core.fsmonitor']) {
      fixture.gitIn(place.folder, 'config', key, tripwire.command)
    }
    expect(await edit('a.txt', 'mine\r\n', blobAt('a.txt'))).toBe('ok')
    expect([read('a.txt'), existsSync(tripwire.evidence)]).toEqual(['mine\r\n', false])
  })

  it('is refused once the worktree is gone', async () => {
    const { fixture, place, store } = await start()
    const blob = await store('x')
    mkdirSync(path.dirname(fixture.trash), { recursive: true })
    rmSync(place.folder, { recursive: true })
    expect(codeOf(await fixture.port.editFile(place, { path: 'a', blob, replaces: null }))).toBe('worktree-missing')
  })
})
