import { mkdirSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Project } from '../../shared/domain/project/state.ts'
import type { JsonValue } from '../../shared/kernel/json.ts'
import { ok } from '../../shared/kernel/result.ts'
import type { Scope } from '../../shared/kernel/scope.ts'
import { localFilePrints } from '../adapters/file-prints/local-file-prints.ts'
import { createFolderWatch } from '../adapters/folder-watch/local-folder-watch.ts'
import { createGitPort } from '../adapters/git/git-port.ts'
import { childProcesses } from '../adapters/git/testing/child-processes.ts'
import { makeRepository, type TestRepository } from '../adapters/git/testing/repository.ts'
import type { GitPort } from '../ports/git.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { branchTrigger } from './branch.ts'
import { filesTrigger } from './files.ts'
import { Told } from './testing/told.ts'

const problem = (message: string, error: unknown) => {
  throw new Error(message, { cause: error })
}

let repository: TestRepository
let git: GitPort
let project: Project
let told: Told
let clock = createManualClock()

beforeAll(() => {
  repository = makeRepository({ files: { 'src/a.ts': 'a', 'src/b.ts': 'b', 'notes.md': 'n' } })
  const { environment, home, folder, gitDirectory } = repository
  clock = createManualClock()
  git = createGitPort({ processes: childProcesses(), gitFile: 'git', homeFolder: home, environment, clock })
  project = { ...new Told().project, root: folder, gitDirectory }
})
afterAll(async () => {
  await git.close()
  repository.dispose()
})
beforeEach(() => {
  told = new Told()
})

/** Lets time pass until that is so. */
const until = (done: () => boolean) =>
  vi.waitFor(
    () => {
      clock.advance(500)
      expect(done()).toBe(true)
    },
    { timeout: 10_000, interval: 5 },
  )

const counted = (count: number) => until(() => told.events.length >= count)
const begun = () => until(() => told.cursor !== null)

describe('watched files', () => {
  const kept = new Map<string, Map<string, JsonValue>>()
  const store = {
    loadKept: async (area: string) => new Map(kept.get(area)),
    keep: async (area: string, values: ReadonlyMap<string, JsonValue>) => {
      const now = new Map([...(kept.get(area) ?? []), ...values])
      kept.set(area, new Map([...now].filter(([, value]) => value !== null)))
      return ok(undefined)
    },
  }
  const settings = { paths: ['src/**'], ignore: ['**/*.log'], quiet: '1s' }
  const begin = (): Scope => {
    const folderWatch = createFolderWatch(clock)
    const trigger = filesTrigger({ clock, folderWatch, filePrints: localFilePrints, kept: store, problem })
    return told.begin(trigger, settings, project)
  }

  it('are told of once they are left alone, and again after each change', async () => {
    const scope = begin()
    await begun()
    repository.write({ 'src/a.ts': 'a2', 'src/new/c.ts': 'c', 'src/x.log': 'x', 'notes.md': 'n2' })
    await counted(1)
    expect(told.events[0]).toMatchObject({
      source: { words: '2 changed files', outside: false },
      fields: { paths: ['src/a.ts', 'src/new/c.ts'], count: 2, first: 'src/a.ts' },
    })
    repository.write({ 'src/a.ts': 'a' })
    await counted(2)
    repository.write({ 'src/a.ts': 'a2' })
    await counted(3)
    await scope.close()
    expect(new Set(told.ids).size).toBe(3)
    expect(JSON.stringify(told.cursor).length).toBeLessThan(400)
  })

  it('are compared with how they were where no host ran, and told of once whatever could not be stored', async () => {
    const first = begin()
    await begun()
    await first.close()
    repository.write({ 'src/b.ts': null, 'src/a.ts': 'a3' })
    told.refusing = Number.POSITIVE_INFINITY
    const second = begin()
    await until(() => told.refused > 0)
    await second.close()
    told.refusing = 0
    const third = begin()
    await counted(1)
    await third.close()
    expect(told.events.map((event) => event.fields.paths)).toEqual([['src/a.ts', 'src/b.ts']])
    expect([...kept.values()][0]?.size).toBe(1)
  })

  it('are not told of for being written with what they held', async () => {
    const scope = begin()
    await begun()
    repository.write({ 'src/a.ts': 'a3' })
    repository.write({ 'src/last.ts': 'l' })
    await counted(1)
    await scope.close()
    expect(told.events.map((event) => event.fields.paths)).toEqual([['src/last.ts']])
  })

  it('may be gone with their folder, which is said', async () => {
    const folderWatch = createFolderWatch(clock)
    const trigger = filesTrigger({ clock, folderWatch, filePrints: localFilePrints, kept: store, problem })
    const root = `${repository.sandbox}/later`
    const scope = told.begin(trigger, settings, { ...project, root })
    await until(() => told.troubles.some((trouble) => trouble?.code === 'folder-missing'))
    mkdirSync(root)
    await until(() => told.troubles.at(-1) === null)
    await scope.close()
  })
})

describe('watched branches', () => {
  const begin = (name: string, remote = false) =>
    told.begin(branchTrigger({ clock, git, problem }), { name, remote }, project)

  it('are told of at each move, forced ones as such', async () => {
    const scope = begin('{main,release/*}')
    await begun()
    const before = repository.git('rev-parse', 'HEAD')
    const after = repository.commit({ 'src/a.ts': 'moved' }, 'Move it\n\nmore')
    await counted(1)
    expect(told.events[0]).toMatchObject({
      source: { words: `branch main at ${after.slice(0, 10)}`, outside: false },
      subject: 'main',
      fields: { branch: 'main', before, after, forced: false, subject: 'Move it', author: 'Ada Example' },
    })
    repository.git('reset', '-q', '--hard', before)
    await counted(2)
    repository.git('reset', '-q', '--hard', after)
    await counted(3)
    repository.git('branch', 'sy/thread', before)
    repository.git('branch', 'other', before)
    repository.git('branch', 'release/1', before)
    await counted(4)
    await scope.close()
    const moves = told.events.map(({ fields }) => [fields.branch, fields.before, fields.forced])
    expect(moves.slice(1)).toEqual([
      ['main', after, true],
      ['main', before, false],
      ['release/1', '', false],
    ])
    expect(new Set(told.ids).size).toBe(4)
  })

  it('are compared with where they were while no host ran, and told of once whatever could not be stored', async () => {
    const first = begin('main')
    await begun()
    await first.close()
    const after = repository.commit({ 'src/a.ts': 'while away' })
    told.refusing = Number.POSITIVE_INFINITY
    const second = begin('main')
    await until(() => told.refused > 0)
    await second.close()
    told.refusing = 0
    const third = begin('main')
    await counted(1)
    await third.close()
    expect(told.events.map((event) => event.fields.after)).toEqual([after])
    expect(told.twice).toEqual([])
  })

  it('of remotes are told of as from outside', async () => {
    const scope = begin('main', true)
    await begun()
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD')
    await counted(1)
    await scope.close()
    expect(told.events[0]).toMatchObject({ source: { outside: true }, fields: { branch: 'origin/main' } })
  })

  it('may be gone with their repository, which is said', async () => {
    const trigger = branchTrigger({ clock, git, problem })
    const scope = told.begin(trigger, {}, { ...project, gitDirectory: `${repository.sandbox}/none` })
    await until(() => told.troubles.length > 0)
    await scope.close()
    expect(told.troubles[0]?.code).toMatch(/git-failed|not-a-repository|folder-missing/)
  })
})
