import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { GitFailure } from '../../../ports/git.ts'
import { makeTripwire, type TestFiles, type TestRepositoryOptions } from '../testing/repository.ts'
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

/** Prepares a landing that must be refused, and shows that nothing at all changed in the user's folder. */
async function refusal(fixture: LandingFixture, commit: string, into = 'main'): Promise<GitFailure> {
  const before = takeSnapshot(fixture.repository.folder)
  const prepared = await fixture.prepare(commit, into)
  expect(changedPaths(before, takeSnapshot(fixture.repository.folder))).toEqual([])
  expect(fixture.repository.git('for-each-ref', 'refs/switchyard')).toBe('')
  expect(readdirSync(fixture.place.ledger).filter((name) => /^(index|attributes)-/.test(name))).toEqual([])
  if (prepared.ok) throw new Error('the landing was not refused')
  return prepared.error
}

const lines = Array.from({ length: 20 }, (_, line) => `line ${line}\n`)
const text = (changed: string) => lines.with(3, changed).join('')

describe('conflicts are named by file and kind', () => {
  interface Case {
    readonly name: string
    readonly files: TestFiles
    readonly person: TestFiles
    readonly agent: TestFiles
    readonly conflicts: readonly { path: string; kind: string }[]
  }
  const cases: readonly Case[] = [
    {
      name: 'content',
      files: { f: text('x\n'), g: text('x\n') },
      person: { f: text('person\n'), g: text('person\n') },
      agent: { f: text('agent\n'), g: text('agent\n') },
      conflicts: [
        { path: 'f', kind: 'content' },
        { path: 'g', kind: 'content' },
      ],
    },
    {
      name: 'add/add',
      files: { f: 'f\n' },
      person: { 'né w': 'person\n' },
      agent: { 'né w': 'agent\n' },
      conflicts: [{ path: 'né w', kind: 'add/add' }],
    },
    {
      name: 'modify/delete',
      files: { f: text('x\n'), g: 'g\n' },
      person: { f: null },
      agent: { f: text('agent\n') },
      conflicts: [{ path: 'f', kind: 'modify/delete' }],
    },
    {
      name: 'rename/rename',
      files: { f: lines.join(''), g: 'g\n' },
      person: { f: null, person: lines.join('') },
      agent: { f: null, agent: lines.join('') },
      conflicts: [
        { path: 'agent', kind: 'rename/rename' },
        { path: 'f', kind: 'rename/rename' },
        { path: 'person', kind: 'rename/rename' },
      ],
    },
    {
      name: 'binary',
      files: { f: Buffer.from([0, 1, 2]), g: 'g\n' },
      person: { f: Buffer.from([0, 1, 3]) },
      agent: { f: Buffer.from([0, 1, 4]) },
      conflicts: [{ path: 'f', kind: 'binary' }],
    },
    {
      name: 'file/directory',
      files: { g: 'g\n' },
      person: { f: 'person\n' },
      agent: { 'f/below': 'agent\n' },
      conflicts: [{ path: expect.stringMatching(/^f~/) as unknown as string, kind: 'file/directory' }],
    },
  ]
  it.each(cases)('$name', async ({ files, person, agent, conflicts }) => {
    const fixture = fixtureOf({ files })
    const work = fixture.work(agent)
    const landed = fixture.repository.commit(person)
    const refused = await refusal(fixture, work)
    expect(refused).toMatchObject({ code: 'landing-conflict', facts: { commit: landed } })
    const named = refused.facts?.conflicts as readonly { path: string; kind: string }[]
    expect([...named].sort((left, right) => (left.path < right.path ? -1 : 1))).toEqual(conflicts)
  })

  it('mode and submodule', async () => {
    const fixture = fixtureOf({ files: { f: 'f\n' } })
    const link = (git: (...args: string[]) => string, digit: string) =>
      git('update-index', '--add', '--cacheinfo', `160000,${digit.repeat(40)},sub`)
    link(fixture.repository.git, '1')
    fixture.repository.git('commit', '-q', '-m', 'submodule')
    fixture.work({})
    link(fixture.gitInClone, '2')
    fixture.gitInClone('commit', '-q', '-m', 'agent')
    const work = fixture.gitInClone('rev-parse', 'HEAD')
    link(fixture.repository.git, '3')
    fixture.repository.git('commit', '-q', '-m', 'person')
    const refused = await refusal(fixture, work)
    expect(refused.facts?.conflicts).toEqual([{ path: 'sub', kind: 'submodule' }])
  })

  it('type of file', async () => {
    const fixture = fixtureOf({ files: { f: 'f\n' } })
    fixture.work({})
    symlinkSync('f', path.join(fixture.place.folder, 'new'))
    fixture.gitInClone('add', '-A')
    fixture.gitInClone('commit', '-q', '-m', 'link')
    const work = fixture.gitInClone('rev-parse', 'HEAD')
    fixture.repository.commit({ new: 'plain\n' })
    expect(await refusal(fixture, work)).toMatchObject({ code: 'landing-conflict' })
  })

  it('takes union and binary attributes of the branch, and runs no merge driver', async () => {
    const attributes = 'log merge=union\nsub/* -merge\nf merge=evil\n'
    const fixture = fixtureOf({ files: { '.gitattributes': attributes, log: 'a\n', f: 'f\n' } })
    const tripwire = makeTripwire(fixture.repository.sandbox)
    fixture.repository.git('config', 'merge.evil.driver', tripwire.command)
    fixture.gitInClone('config', 'merge.evil.driver', tripwire.command)
    const union = fixture.work({ log: 'a\nagent\n' })
    const both = fixture.work({ f: 'agent\n' })
    fixture.repository.commit({ log: 'a\nperson\n', f: 'person\n' })
    expect(await refusal(fixture, both)).toMatchObject({ facts: { conflicts: [{ path: 'f', kind: 'content' }] } })
    await fixture.land(union)
    expect(readFileSync(path.join(fixture.repository.folder, 'log'), 'utf8')).toBe('a\nperson\nagent\n')
    expect(() => readFileSync(tripwire.evidence)).toThrow()
  })
})

describe('a checkout that would lose something refuses the landing', () => {
  const cases: readonly {
    name: string
    prepare: (fixture: LandingFixture) => void
    agent: TestFiles
    paths: readonly string[]
  }[] = [
    {
      name: 'modified',
      prepare: ({ repository }) => repository.write({ 'a.txt': 'mine\n' }),
      agent: { 'a.txt': 'x\n' },
      paths: ['a.txt'],
    },
    {
      name: 'modified where the landing deletes',
      prepare: ({ repository }) => repository.write({ 'a.txt': 'mine\n' }),
      agent: { 'a.txt': null },
      paths: ['a.txt'],
    },
    {
      name: 'staged and put back in the folder',
      prepare({ repository }) {
        repository.write({ 'a.txt': 'staged\n' })
        repository.git('add', 'a.txt')
        repository.write({ 'a.txt': 'one\n' })
      },
      agent: { 'a.txt': 'x\n' },
      paths: ['a.txt'],
    },
    {
      name: 'deleted',
      prepare: ({ repository }) => repository.write({ 'a.txt': null }),
      agent: { 'a.txt': 'x\n' },
      paths: ['a.txt'],
    },
    {
      name: 'untracked',
      prepare: ({ repository }) => repository.write({ 'new ü': 'mine\n' }),
      agent: { 'new ü': 'x\n' },
      paths: ['new ü'],
    },
    {
      name: 'ignored',
      prepare({ repository }) {
        writeFileSync(path.join(repository.gitDirectory, 'info', 'exclude'), '*.env\n')
        repository.write({ 'secret.env': 'mine\n' })
      },
      agent: { 'secret.env': 'x\n' },
      paths: ['secret.env'],
    },
    {
      name: 'added but not committed',
      prepare({ repository }) {
        repository.write({ new: 'mine\n' })
        repository.git('add', 'new')
      },
      agent: { new: 'x\n' },
      paths: ['new'],
    },
    {
      name: 'a folder where a file goes',
      prepare: ({ repository }) => repository.write({ 'new/deep/own': 'mine\n' }),
      agent: { new: 'x\n' },
      paths: ['new/deep/own'],
    },
    {
      name: 'a file where a folder goes',
      prepare: ({ repository }) => repository.write({ new: 'mine\n' }),
      agent: { 'new/file': 'x\n' },
      paths: ['new'],
    },
    {
      name: 'a symlink where a folder goes',
      prepare: ({ repository }) => symlinkSync('/tmp', path.join(repository.folder, 'new')),
      agent: { 'new/file': 'x\n' },
      paths: ['new'],
    },
    {
      name: 'both sides of a rename',
      prepare: ({ repository }) => repository.write({ 'a.txt': 'mine\n', 'moved.txt': 'mine\n' }),
      agent: { 'a.txt': null, 'moved.txt': 'one\n' },
      paths: ['a.txt', 'moved.txt'],
    },
    {
      name: 'a name that differs in case only, where the file system folds case',
      prepare({ repository }) {
        repository.git('config', 'core.ignorecase', 'true')
      },
      agent: { 'A.TXT': 'x\n' },
      paths: ['a.txt'],
    },
  ]
  it.each(cases)('$name', async ({ prepare, agent, paths }) => {
    const fixture = fixtureOf()
    const work = fixture.work(agent)
    prepare(fixture)
    expect(await refusal(fixture, work)).toMatchObject({
      code: 'checkout-in-use',
      facts: { checkout: fixture.repository.folder, paths, more: 0 },
    })
  })

  it('names fifty paths and counts the rest', async () => {
    const fixture = fixtureOf()
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`new/${at}`, 'x\n']))
    const work = fixture.work(many)
    fixture.repository.write(many)
    const refused = await refusal(fixture, work)
    expect(refused.facts?.paths).toHaveLength(50)
    expect(refused.facts?.more).toBe(10)
  })

  it('an unfinished merge, rebase or bisect', async () => {
    for (const begin of ['merge', 'rebase', 'bisect'] as const) {
      const fixture = fixtureOf()
      const { repository } = fixture
      const work = fixture.work({ new: 'x\n' })
      repository.git('checkout', '-q', '-b', 'side')
      repository.commit({ 'a.txt': 'side\n' })
      repository.git('checkout', '-q', 'main')
      repository.commit({ 'a.txt': 'main\n' })
      if (begin === 'bisect') repository.git('bisect', 'start', 'HEAD', 'HEAD~1')
      else expect(() => repository.git(begin, 'side')).toThrow()
      const refused = await refusal(fixture, work)
      expect(refused.code).toBe('checkout-in-use')
      expect(String(refused.facts?.operation)).toContain(begin)
    }
  })

  it('an index lock that git holds or left behind', async () => {
    const fixture = fixtureOf()
    const work = fixture.work({ 'a.txt': 'x\n' })
    const prepared = await fixture.prepare(work)
    const lock = path.join(fixture.repository.gitDirectory, 'index.lock')
    writeFileSync(lock, '')
    const before = takeSnapshot(fixture.repository.folder)
    expect(await fixture.prepare(work)).toMatchObject({ error: { code: 'checkout-in-use', facts: { lock } } })
    if (!prepared.ok) throw new Error('not prepared')
    expect(await fixture.apply(prepared.value)).toMatchObject({ code: 'checkout-in-use', facts: { lock } })
    expect(changedPaths(before, takeSnapshot(fixture.repository.folder))).toEqual([])
  })

  it('edits made between preparing and moving', async () => {
    const fixture = fixtureOf()
    const prepared = await fixture.prepare(fixture.work({ 'a.txt': 'x\n' }))
    fixture.repository.write({ 'a.txt': 'mine\n' })
    const before = takeSnapshot(fixture.repository.folder)
    if (!prepared.ok) throw new Error('not prepared')
    expect(await fixture.apply(prepared.value)).toMatchObject({ code: 'checkout-in-use', facts: { paths: ['a.txt'] } })
    expect(changedPaths(before, takeSnapshot(fixture.repository.folder))).toEqual([])
  })

  it('an edit in the tick in which the index was written', async () => {
    const fixture = fixtureOf()
    const { repository } = fixture
    const work = fixture.work({ 'a.txt': 'x\n' })
    const file = path.join(repository.folder, 'a.txt')
    const index = path.join(repository.gitDirectory, 'index')
    repository.git('config', 'core.trustctime', 'false')
    const tick = 1_780_000_000
    utimesSync(file, tick, tick)
    repository.git('update-index', '--refresh')
    writeFileSync(file, 'two\n')
    utimesSync(file, tick, tick)
    utimesSync(index, tick, tick)
    expect(await refusal(fixture, work)).toMatchObject({ code: 'checkout-in-use', facts: { paths: ['a.txt'] } })
  })

  it('one linked worktree among several', async () => {
    const fixture = fixtureOf()
    const { repository } = fixture
    const linked = path.join(repository.sandbox, 'linked')
    repository.git('worktree', 'add', '-q', '--force', linked, 'main')
    writeFileSync(path.join(linked, 'a.txt'), 'mine\n')
    expect(await refusal(fixture, fixture.work({ 'a.txt': 'x\n' }))).toMatchObject({
      code: 'checkout-in-use',
      facts: { checkout: linked, paths: ['a.txt'] },
    })
  })

  it('a locked linked worktree that is out of reach, unlike one that is gone', async () => {
    const fixture = fixtureOf()
    const { repository } = fixture
    const linked = path.join(repository.sandbox, 'linked')
    repository.git('checkout', '-q', '-b', 'other')
    repository.git('worktree', 'add', '-q', '--lock', linked, 'main')
    renameSync(linked, `${linked} away`)
    const work = fixture.work({ 'a.txt': 'x\n' })
    expect(await refusal(fixture, work)).toMatchObject({ code: 'checkout-in-use', facts: { checkout: linked } })
    repository.git('worktree', 'unlock', linked)
    expect((await fixture.land(work)).checkouts).toEqual([])
  })

  it('a filter that only the repository defines', async () => {
    const fixture = fixtureOf({ files: { '.gitattributes': '*.bin filter=own\n', a: 'a\n' } })
    const tripwire = makeTripwire(fixture.repository.sandbox)
    fixture.repository.git('config', 'filter.own.smudge', tripwire.command)
    fixture.repository.git('config', 'filter.own.clean', tripwire.command)
    expect(await refusal(fixture, fixture.work({ 'x.bin': 'x\n' }))).toMatchObject({
      code: 'checkout-in-use',
      facts: { filter: 'own', paths: ['x.bin'] },
    })
    await fixture.land(fixture.work({ a: 'fine\n' }))
    expect(() => readFileSync(tripwire.evidence)).toThrow()
  })
})

describe('a checkout that fails while it is being written', () => {
  it('is put back, and the branch with it', async () => {
    const globalConfig = '[user]\nname = A\nemail = a@b\n[filter "own"]\nsmudge = false\nrequired = true\n'
    const fixture = fixtureOf({ files: { '.gitattributes': '*.bin filter=own\n', a: 'a\n', z: 'z\n' }, globalConfig })
    const { repository } = fixture
    repository.git('config', '--global', 'filter.own.clean', 'cat')
    const linked = path.join(repository.sandbox, 'linked')
    repository.git('worktree', 'add', '-q', '--force', linked, 'main')
    repository.write({ own: 'mine\n' })
    const prepared = await fixture.prepare(fixture.work({ a: 'A\n', 'm/x.bin': 'x\n', z: null }))
    if (!prepared.ok) throw new Error(JSON.stringify(prepared.error))
    expect(await fixture.apply(prepared.value)).toMatchObject({ code: 'checkout-in-use' })
    expect(repository.git('rev-parse', 'main')).toBe(prepared.value.before)
    expect(repository.git('status', '--porcelain')).toBe('?? own')
    expect(repository.gitIn(linked, 'status', '--porcelain')).toBe('')
    expect(readdirSync(repository.gitDirectory).filter((name) => /^index./.test(name))).toEqual([])
    expect(readFileSync(path.join(repository.folder, 'z'), 'utf8')).toBe('z\n')
    // Whoever asks later, after a crash, hears that nothing has landed.
    const found = await fixture.operations.locate(fixture.place.repository, 'main', prepared.value.commit)
    expect(found).toEqual({ ok: true, value: 'absent' })
  })
})

describe('other refusals', () => {
  it('a branch that does not exist', async () => {
    const fixture = fixtureOf()
    expect(await refusal(fixture, fixture.work({ x: 'x\n' }), 'nowhere')).toMatchObject({ code: 'branch-not-found' })
    const unborn = fixtureOf({})
    expect(await refusal(unborn, unborn.work({ x: 'x\n' }), 'other')).toMatchObject({ code: 'branch-not-found' })
  })

  it('nothing to land', async () => {
    const fixture = fixtureOf()
    const work = fixture.work({ x: 'x\n' })
    fixture.repository.commit({ x: 'x\n' })
    expect(await refusal(fixture, work)).toMatchObject({ code: 'landing-empty' })
    expect(await refusal(fixture, fixture.work({}))).toMatchObject({ code: 'landing-empty' })
  })

  it('a signature that fails, and one that never comes', async () => {
    const fixture = fixtureOf()
    const work = fixture.work({ x: 'x\n' })
    const program = path.join(fixture.repository.sandbox, 'gpg.sh')
    writeFileSync(program, '#!/bin/sh\nexit 1\n')
    chmodSync(program, 0o755)
    fixture.repository.git('config', '--global', 'gpg.program', program)
    fixture.repository.git('config', '--global', 'user.signingkey', 'KEY')
    fixture.repository.git('config', 'commit.gpgsign', 'true')
    expect(await refusal(fixture, work)).toMatchObject({ code: 'signing-failed' })
    const fifo = path.join(fixture.repository.sandbox, 'started')
    writeFileSync(program, `#!/bin/sh\necho started > '${fifo}'\nexec tail -f /dev/null\n`)
    const late = refusal(fixture, work)
    await expect.poll(() => readdirSync(fixture.repository.sandbox), { timeout: 10_000 }).toContain('started')
    fixture.expireTimeLimits()
    expect(await late).toMatchObject({ code: 'signing-failed' })
  })

  it('runs no hook and no signing program that only the repository names', async () => {
    const fixture = fixtureOf()
    const { repository } = fixture
    const tripwire = makeTripwire(repository.sandbox)
    const hooks = path.join(repository.sandbox, 'hooks')
    mkdirSync(hooks)
    const names = [
      'post-index-change',
      'reference-transaction',
      'post-checkout',
      'post-merge',
      'pre-commit',
      'commit-msg',
      'post-commit',
      'prepare-commit-msg',
      'update',
      'pre-receive',
      'post-receive',
      'post-update',
      'pre-auto-gc',
      'post-rewrite',
      'fsmonitor-watchman',
      'pre-push',
    ]
    for (const folder of [hooks, path.join(repository.gitDirectory, 'hooks')]) {
      for (const name of names) symlinkSync(tripwire.command, path.join(folder, name))
    }
    const work = fixture.work({ x: 'x\n', 'a.txt': 'y\n' })
    repository.git('config', 'core.fsmonitor', tripwire.command)
    repository.git('config', 'core.hooksPath', hooks)
    repository.git('config', 'core.alternateRefsCommand', tripwire.command)
    repository.git('config', 'gpg.program', tripwire.command)
    repository.git('config', `remote.${fixture.place.ledger}.uploadpack`, tripwire.command)
    repository.git('config', 'protocol.ext.allow', 'always')
    repository.git('config', `url.ext::${tripwire.command} .insteadOf`, repository.sandbox)
    const prepared = await fixture.prepare(work)
    // The planted rewriting of addresses may break the landing, but must not run anything.
    if (prepared.ok) await fixture.apply(prepared.value)
    repository.git('config', '--remove-section', `url.ext::${tripwire.command} `)
    await fixture.land(fixture.work({ 'b.txt': 'z\n' }))
    expect(() => readFileSync(tripwire.evidence)).toThrow()
  })
})
