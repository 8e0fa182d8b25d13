import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { makeTripwire, type TestRepositoryOptions } from '../testing/repository.ts'
import { type LandingFixture, makeLandingFixture } from './testing/landing-fixture.ts'
import { changedPaths, takeSnapshot } from './testing/snapshot.ts'

const opened: LandingFixture[] = []
afterEach(() => {
  for (const fixture of opened.splice(0)) fixture.repository.dispose()
})

function fixtureOf(options: TestRepositoryOptions = { files: { 'a.txt': 'one\n', 'b.txt': 'two\n' } }): LandingFixture {
  const fixture = makeLandingFixture(options)
  opened.push(fixture)
  return fixture
}

function contentOf(fixture: LandingFixture, name: string): string {
  return readFileSync(path.join(fixture.repository.folder, name), 'utf8')
}

describe('landing on a branch', () => {
  it('makes one squash commit on the tip, and the checkout follows', async () => {
    const fixture = fixtureOf()
    const { repository } = fixture
    const base = repository.git('rev-parse', 'main')
    const first = fixture.work({ 'a.txt': 'ONE\n' })
    const second = fixture.work({ 'new/c.txt': 'three\n', 'b.txt': null }, first)
    const prepared = await fixture.land(second)
    expect(prepared.before).toBe(base)
    expect(prepared.checkouts).toEqual([repository.folder])
    expect(prepared.notice).toBeUndefined()
    expect(repository.git('rev-parse', 'main^')).toBe(base)
    expect(repository.git('log', '-1', '--format=%an <%ae>|%cn|%B', 'main')).toBe(
      'Ada Example <ada@example.com>|Ada Example|Land it\n\nSwitchyard-Thread: t\n',
    )
    expect(repository.git('status', '--porcelain')).toBe('')
    expect(contentOf(fixture, 'a.txt')).toBe('ONE\n')
    expect(repository.git('reflog', '-1', '--format=%gs', 'main')).toBe('switchyard: land')
    expect(repository.git('for-each-ref', 'refs/switchyard')).toBe('')
    expect(repository.git('fsck', '--strict', '--no-dangling')).toBe('')
  })

  it('prepares without changing anything but its own reference', async () => {
    const fixture = fixtureOf()
    const work = fixture.work({ 'a.txt': 'ONE\n' })
    const before = takeSnapshot(fixture.repository.folder)
    const prepared = await fixture.prepare(work)
    expect(prepared.ok && fixture.repository.git('for-each-ref', '--format=%(objectname)', 'refs/switchyard')).toBe(
      prepared.ok && prepared.value.commit,
    )
    expect(changedPaths(before, takeSnapshot(fixture.repository.folder))).toEqual([])
  })

  it('keeps staged, modified and untracked work on other paths to the byte', async () => {
    const fixture = fixtureOf({ files: { a: '1\n', b: '2\n', c: '3\n', d: '4\n' } })
    const { repository } = fixture
    const work = fixture.work({ a: 'landed\n' })
    repository.write({ b: 'staged\n', c: 'modified\n', e: 'untracked\n' })
    repository.git('add', 'b')
    repository.write({ b: 'staged and modified\n' })
    repository.git('rm', '-q', '--cached', 'd')
    const files = takeSnapshot(repository.folder)
    await fixture.land(work)
    const changed = changedPaths(files, takeSnapshot(repository.folder)).filter((each) => !each.startsWith('.git/'))
    expect(changed).toEqual(['a'])
    expect(repository.git('status', '--porcelain')).toBe('MM b\n M c\nD  d\n?? d\n?? e')
    expect(repository.git('show', ':b')).toBe('staged')
  })

  it('merges with what arrived on the branch meanwhile', async () => {
    const fixture = fixtureOf({ files: { a: '1\n2\n3\n4\n5\n6\n7\n8\n' } })
    const work = fixture.work({ a: '1\n2\n3\n4\n5\n6\n7\nagent\n' })
    fixture.repository.commit({ a: 'person\n2\n3\n4\n5\n6\n7\n8\n' })
    await fixture.land(work)
    expect(contentOf(fixture, 'a')).toBe('person\n2\n3\n4\n5\n6\n7\nagent\n')
  })

  it('follows a rename that the other side edited', async () => {
    const lines = Array.from({ length: 20 }, (_, line) => `line ${line}\n`)
    const fixture = fixtureOf({ files: { 'old name': lines.join('') } })
    const work = fixture.work({ 'old name': null, 'dir/ünï': lines.join('') })
    fixture.repository.commit({ 'old name': lines.with(3, 'person\n').join('') })
    await fixture.land(work)
    expect(contentOf(fixture, 'dir/ünï')).toBe(lines.with(3, 'person\n').join(''))
    expect(fixture.repository.git('status', '--porcelain')).toBe('')
  })

  it('takes names that look like options or hold line breaks', async () => {
    const names = ['-rf', '--help', 'line\nbreak', 'tab\there', '"quoted"', 'sp ace', ':(top)x', '*', 'dir/--force']
    const fixture = fixtureOf({ files: { keep: 'k\n', '-rf': 'old\n' } })
    const work = fixture.work(Object.fromEntries(names.map((name) => [name, `${name}\n`])))
    await fixture.land(work)
    for (const name of names) expect(contentOf(fixture, name)).toBe(`${name}\n`)
    const undo = fixture.work(Object.fromEntries(names.map((name) => [name, null])))
    await fixture.land(undo)
    expect(fixture.repository.git('ls-files')).toBe('keep')
    expect(fixture.repository.git('status', '--porcelain')).toBe('')
  })

  it('makes the root commit of an unborn branch and keeps untracked files', async () => {
    const fixture = fixtureOf({})
    fixture.repository.write({ mine: 'mine\n' })
    const work = fixture.work({ a: 'first\n' })
    const prepared = await fixture.land(work)
    expect(prepared.before).toBeNull()
    expect(fixture.repository.git('rev-list', '--count', 'main')).toBe('1')
    expect(fixture.repository.git('status', '--porcelain')).toBe('?? mine')
    expect(contentOf(fixture, 'a')).toBe('first\n')
  })

  it('moves a branch that is nowhere checked out, and leaves a detached checkout alone', async () => {
    const fixture = fixtureOf()
    fixture.repository.git('checkout', '-q', '--detach')
    const work = fixture.work({ 'a.txt': 'ONE\n' })
    const before = takeSnapshot(fixture.repository.folder)
    const prepared = await fixture.land(work)
    expect(prepared.checkouts).toEqual([])
    const changed = changedPaths(before, takeSnapshot(fixture.repository.folder))
    expect(changed).toEqual(['.git/logs/refs/heads/main', '.git/refs/heads/main'])
  })

  it('brings along linked worktrees, and only those on the branch', async () => {
    const fixture = fixtureOf()
    const { repository } = fixture
    const linked = path.join(repository.sandbox, 'linked ü')
    repository.git('checkout', '-q', '-b', 'other')
    repository.git('worktree', 'add', '-q', linked, 'main')
    const main = takeSnapshot(repository.folder)
    const prepared = await fixture.land(fixture.work({ 'a.txt': 'ONE\n' }))
    expect(prepared.checkouts).toEqual([linked])
    expect(readFileSync(path.join(linked, 'a.txt'), 'utf8')).toBe('ONE\n')
    expect(repository.gitIn(linked, 'status', '--porcelain')).toBe('')
    const changed = changedPaths(main, takeSnapshot(repository.folder)).filter((each) => !/worktrees|main$/.test(each))
    expect(changed).toEqual([])
  })

  it('writes nothing outside a sparse checkout', async () => {
    const fixture = fixtureOf({ files: { 'in/a': 'a\n', 'out/b': 'b\n' } })
    const { repository } = fixture
    repository.git('sparse-checkout', 'set', 'in')
    await fixture.land(fixture.work({ 'in/a': 'A\n', 'out/b': 'B\n', 'out/c': 'C\n' }))
    expect(existsSync(path.join(repository.folder, 'out'))).toBe(false)
    expect(contentOf(fixture, 'in/a')).toBe('A\n')
    expect(repository.git('status', '--porcelain')).toBe('')
  })

  it('takes names that are not UTF-8', async () => {
    const fixture = fixtureOf()
    const name = Buffer.from([0x6e, 0xff, 0xfe])
    fixture.work({})
    writeFileSync(Buffer.concat([Buffer.from(`${fixture.place.folder}/`), name]), 'x\n')
    fixture.gitInClone('add', '-A')
    fixture.gitInClone('commit', '-q', '-m', 'bytes')
    const work = fixture.gitInClone('rev-parse', 'HEAD')
    const mine = Buffer.concat([Buffer.from(`${fixture.repository.folder}/`), name])
    writeFileSync(path.join(fixture.repository.gitDirectory, 'info', 'exclude'), '*\n')
    writeFileSync(mine, 'mine\n')
    expect(await fixture.prepare(work)).toMatchObject({ error: { code: 'checkout-in-use' } })
    expect(readFileSync(mine, 'utf8')).toBe('mine\n')
    rmSync(mine)
    await fixture.land(work)
    expect(readFileSync(mine, 'utf8')).toBe('x\n')
  })

  it('writes line endings as the person configured them', async () => {
    const globalConfig = '[user]\nname = A\nemail = a@b\n[core]\nautocrlf = true\n'
    const fixture = fixtureOf({ files: { keep: 'k\n' }, globalConfig })
    await fixture.land(fixture.work({ text: 'one\ntwo\n' }))
    expect(contentOf(fixture, 'text')).toBe('one\r\ntwo\r\n')
    expect(fixture.repository.git('status', '--porcelain')).toBe('')
  })

  it('lands symlinks and executable files', async () => {
    const fixture = fixtureOf({ files: { script: 'x\n' } })
    fixture.work({})
    symlinkSync('/etc/passwd', path.join(fixture.place.folder, 'link'))
    fixture.gitInClone('add', 'link')
    fixture.gitInClone('update-index', '--chmod=+x', 'script')
    fixture.gitInClone('commit', '-q', '-m', 'modes')
    await fixture.land(fixture.gitInClone('rev-parse', 'HEAD'))
    const snapshot = takeSnapshot(fixture.repository.folder)
    expect(snapshot.link).toBe('link /etc/passwd')
    expect(snapshot.script).toMatch(/^755 /)
  })

  it('moves a submodule pointer without touching its folder', async () => {
    const fixture = fixtureOf()
    const { repository } = fixture
    repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub`)
    repository.git('commit', '-q', '-m', 'submodule')
    repository.write({ 'sub/own.txt': 'mine\n' })
    fixture.work({})
    fixture.gitInClone('update-index', '--add', '--cacheinfo', `160000,${'2'.repeat(40)},sub`)
    fixture.gitInClone('commit', '-q', '-m', 'pointer')
    await fixture.land(fixture.gitInClone('rev-parse', 'HEAD'))
    expect(repository.git('ls-files', '-s', 'sub')).toContain('2'.repeat(40))
    expect(contentOf(fixture, 'sub/own.txt')).toBe('mine\n')
  })

  it('uses its own identity, and says so, where nobody is configured', async () => {
    const fixture = fixtureOf({ files: { a: '1\n' } })
    const work = fixture.work({ a: '2\n' })
    writeFileSync(path.join(fixture.repository.home, '.gitconfig'), '')
    const prepared = await fixture.prepare(work)
    if (!prepared.ok) throw new Error(prepared.error.message)
    expect(prepared.value.notice).toMatch(/user\.name/)
    expect(fixture.repository.git('log', '-1', '--format=%an', prepared.value.commit)).toBe('Switchyard')
  })

  it('signs as the user configured, never by a program that the repository names', async () => {
    const fixture = fixtureOf()
    const { repository } = fixture
    const work = fixture.work({ 'a.txt': 'x\n' })
    const tripwire = makeTripwire(repository.sandbox)
    const program = path.join(repository.sandbox, 'gpg.sh')
    const signature = ['-----BEGIN PGP SIGNATURE-----', '', 'signed with $3', '-----END PGP SIGNATURE-----']
    const answer = signature.map((line) => `echo "${line}"`).join('\n')
    writeFileSync(program, `#!/bin/sh\ncat > /dev/null\n${answer}\nprintf '\\n[GNUPG:] SIG_CREATED \\n' >&2\n`, {
      mode: 0o755,
    })
    repository.git('config', '--global', 'gpg.program', program)
    repository.git('config', '--global', 'commit.gpgsign', 'true')
    repository.git('config', 'gpg.program', tripwire.command)
    repository.git('config', 'user.signingkey', 'KEY')
    const prepared = await fixture.land(work)
    expect(repository.git('cat-file', 'commit', prepared.commit)).toMatch(/\n signed with KEY\n/)
    expect(existsSync(tripwire.evidence)).toBe(false)
  })

  it('prefers the identity of the repository to that of the user', async () => {
    const fixture = fixtureOf()
    fixture.repository.git('config', 'user.email', 'work@example.com')
    const prepared = await fixture.land(fixture.work({ 'a.txt': 'x\n' }))
    expect(fixture.repository.git('log', '-1', '--format=%an %ae', prepared.commit)).toBe(
      'Ada Example work@example.com',
    )
  })

  it('lets one of two landings prepared at the same time win', async () => {
    const fixture = fixtureOf()
    const first = await fixture.prepare(fixture.work({ 'a.txt': 'first\n' }))
    const second = await fixture.prepare(fixture.work({ 'b.txt': 'second\n' }))
    if (!first.ok || !second.ok) throw new Error('not prepared')
    const results = await Promise.all([fixture.apply(first.value), fixture.apply(second.value)])
    expect(results.filter((each) => each === null)).toHaveLength(1)
    const lost = results.find((each) => each !== null)
    expect(lost).toMatchObject({
      code: 'reference-moved',
      facts: { expected: first.value.before, actual: fixture.repository.git('rev-parse', 'main') },
    })
    expect(fixture.repository.git('status', '--porcelain')).toBe('')
  })
})
