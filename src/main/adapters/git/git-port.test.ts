import { randomBytes } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { ProcessPort } from '../../ports/process.ts'
import { systemClock } from '../clock/system-clock.ts'
import { createProcessPort } from '../process/process-port.ts'
import { createGitPort } from './git-port.ts'
import { writeFiles } from './testing/repository.ts'
import { codeOf, makeWorktreeFixture, options, valueIn } from './testing/worktree-fixture.ts'

const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** The port on the host's own spawner, as the product composes it. */
async function start(files: Readonly<Record<string, string>>) {
  const fixture = makeWorktreeFixture({ files })
  closers.push(() => fixture.dispose())
  const processes: ProcessPort = await createProcessPort({
    helperEntry: new URL('../process/helper.ts', import.meta.url),
    nodeFile: process.execPath,
    journalFile: path.join(fixture.sandbox, 'processes'),
    clock: systemClock,
  })
  closers.push(() => processes.close())
  const { environment, home } = fixture
  const port = createGitPort({ processes, gitFile: 'git', homeFolder: home, environment, clock: systemClock })
  closers.push(() => port.close())
  return { fixture, port }
}

describe('git port on the host’s spawner', () => {
  it('goes from a dispatch to a discard and back', async () => {
    const { fixture, port } = await start({ 'a.txt': 'a\n' })
    expect(codeOf(await port.requireVersion())).toBe('ok')
    const facts = valueIn(await port.inspect(fixture.folder))
    expect(valueIn(await port.resolve(facts.gitDirectory, 'main'))).toBe(fixture.place().base)
    const place = fixture.place()
    valueIn(await port.createWorktree(place))
    writeFiles(place.folder, { 'a.txt': 'b\n', 'new.txt': 'new\n' })
    const stored = valueIn(await port.checkpoint(place, options()))
    expect(valueIn(await port.branchTip(facts.gitDirectory, place.branch))).toBe(stored.commit)
    valueIn(await port.moveToTrash(place, fixture.trash))
    expect(valueIn(await port.branchTip(facts.gitDirectory, place.branch))).toBeNull()
    valueIn(await port.restoreFromTrash(place, fixture.trash))
    expect(valueIn(await port.checkpoint(place, options(stored.commit)))).toEqual(stored)
  })

  it('removes a worktree that nobody was given, and can do so again', async () => {
    const { fixture, port } = await start({ 'a.txt': 'a\n' })
    const place = fixture.place()
    const { gitDirectory } = valueIn(await port.inspect(fixture.folder))
    valueIn(await port.createWorktree(place))
    valueIn(await port.removeUnused(place))
    valueIn(await port.removeUnused(place))
    expect(existsSync(place.folder) || existsSync(place.ledger)).toBe(false)
    expect(valueIn(await port.branchTip(gitDirectory, place.branch))).toBeNull()
    expect(codeOf(await port.resolve(gitDirectory, `refs/switchyard/base/${place.thread}`))).not.toBe('ok')
    expect(valueIn(await port.createWorktree(place))).toEqual({ notices: [] })
  })

  it('describes changes of every kind, and cuts a patch that is too long', async () => {
    const { fixture, port } = await start({ kept: 'k\n', gone: 'g\n', old: 'o\n'.repeat(20), kind: 'x' })
    const place = fixture.place()
    valueIn(await port.createWorktree(place))
    writeFiles(place.folder, {
      gone: null,
      old: null,
      new: 'o\n'.repeat(20),
      kept: 'k\nmore\n',
      'bin\n"ä': Buffer.from([0, 1]),
    })
    const stored = valueIn(await port.checkpoint(place, options()))
    const range = { from: place.base, to: stored.commit, maxBytes: 100_000 }
    const whole = valueIn(await port.diff(place, range))
    const short = whole.files.map((file) => [
      file.status,
      file.previousPath,
      file.path,
      file.binary,
      file.additions,
      file.deletions,
    ])
    expect(short).toEqual([
      ['added', null, 'bin\n"ä', true, 0, 0],
      ['deleted', null, 'gone', false, 0, 1],
      ['modified', null, 'kept', false, 1, 0],
      ['renamed', 'old', 'new', false, 0, 0],
    ])
    expect([whole.truncated, whole.patch.includes('+more')]).toEqual([false, true])
    const cut = valueIn(await port.diff(place, { ...range, maxBytes: 50 }))
    expect([cut.truncated, cut.files.length, whole.patch.startsWith(cut.patch)]).toEqual([true, 4, true])
    expect(Buffer.byteLength(cut.patch)).toBe(50)
    expect(valueIn(await port.diff(place, { ...range, path: 'kept' })).files).toHaveLength(1)
  })

  it('resolves branches before tags, and refuses what names nothing', async () => {
    const { fixture, port } = await start({ a: 'a' })
    const [gitDirectory, first] = [fixture.gitDirectory, fixture.git('rev-parse', 'HEAD')]
    fixture.git('tag', '-a', 'v1', '-m', 'v1')
    const second = fixture.commit({ a: 'b' })
    fixture.git('tag', 'main', first)
    const names = ['main', 'v1', first.slice(0, 10), 'HEAD~1']
    const oids = await Promise.all(names.map(async (name) => valueIn(await port.resolve(gitDirectory, name))))
    expect(oids).toEqual([second, first, first, first])
    for (const odd of ['gone', '', '--all', '-h', 'main@{nonsense}', 'a b', 'x\ny', 'HEAD:a', '\0', '$(id)']) {
      expect(codeOf(await port.resolve(gitDirectory, odd))).toBe('revision-not-found')
    }
    expect(valueIn(await port.branchTip(gitDirectory, 'mai'))).toBeNull()
  })

  it('says what the file system refused', async () => {
    const { fixture, port } = await start({ a: 'a' })
    const blocked = path.join(fixture.sandbox, 'file')
    writeFileSync(blocked, '')
    const place = fixture.place({ folder: path.join(blocked, 'folder') })
    expect(codeOf(await port.createWorktree(place))).not.toBe('ok')
    expect(existsSync(place.folder)).toBe(false)
  })

  it('keeps many threads apart that work at once', async () => {
    const { fixture, port } = await start({ a: 'a\n' })
    const places = Array.from({ length: 6 }, (_, n) =>
      fixture.place({
        thread: `t${n}`,
        folder: path.join(fixture.sandbox, 'w', String(n)),
        ledger: path.join(fixture.sandbox, 'l', String(n)),
        branch: `sy/thread-${n}`,
      }),
    )
    const commits = await Promise.all(
      places.map(async (place) => {
        valueIn(await port.createWorktree(place))
        writeFiles(place.folder, { [place.thread]: randomBytes(8).toString('hex') })
        return valueIn(await port.checkpoint(place, options())).commit
      }),
    )
    for (const [n, commit] of commits.entries()) {
      expect(fixture.git('diff', '--name-only', 'main', `sy/thread-${n}`)).toBe(`t${n}`)
      expect(fixture.git('rev-parse', `refs/switchyard/threads/t${n}/checkpoint`)).toBe(commit)
    }
    expect(fixture.git('fsck')).toBe('')
  })
})
