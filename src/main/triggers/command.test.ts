import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Project } from '../../shared/domain/project/state.ts'
import { createGitPort } from '../adapters/git/git-port.ts'
import { childProcesses } from '../adapters/git/testing/child-processes.ts'
import { makeRepository, type TestRepository } from '../adapters/git/testing/repository.ts'
import type { GitPort } from '../ports/git.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { commandTrigger } from './command.ts'
import { Told } from './testing/told.ts'

const problem = (message: string, error: unknown) => {
  throw new Error(message, { cause: error })
}
const processes = childProcesses()

let repository: TestRepository
let git: GitPort
let project: Project
let told: Told
let room: string
const clock = createManualClock()

beforeAll(() => {
  repository = makeRepository({ files: { check: 'exit 0\n' } })
  const { environment, home, folder, gitDirectory, sandbox } = repository
  git = createGitPort({ processes, gitFile: 'git', homeFolder: home, environment, clock })
  project = { ...new Told().project, root: folder, gitDirectory }
  room = `${sandbox}/room`
  mkdirSync(room)
})
afterAll(async () => {
  await git.close()
  repository.dispose()
})
beforeEach(() => {
  told = new Told()
})

const begin = (settings: object = {}) => {
  const environment = { ...repository.environment, TOKEN: 'secret' }
  const roots = { rootFor: async () => room }
  const run = `echo run >> '${repository.sandbox}/runs'; exec sh ./check`
  const trigger = commandTrigger({ clock, environment, git, problem, processes, roots })
  return told.begin(trigger, { run, ...settings }, project)
}
const runs = () => {
  const file = `${repository.sandbox}/runs`
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0
}
const until = (done: () => boolean, stepMs = 0) =>
  vi.waitFor(
    () => {
      clock.advance(stepMs)
      expect(done()).toBe(true)
    },
    { timeout: 15_000, interval: 10 },
  )

describe('a watched command', () => {
  it('is told of once for each commit on which it fails, and only then', async () => {
    const scope = begin({ on: 'moves' })
    await until(() => told.cursor !== null)
    expect(told.events).toEqual([])
    const commit = repository.commit({ check: 'printf "\\033[31mred\\033[0m $TOKEN\\n" >&2; exit 3\n' })
    await until(() => told.events.length === 1, 5000)
    expect(told.events[0]).toMatchObject({
      source: { words: `a command that failed on main at ${commit.slice(0, 10)}`, outside: false },
      fields: { exitCode: 3, output: 'red', commit, branch: 'main' },
    })
    const ran = runs()
    for (let at = 0; at < 20; at += 1) {
      clock.advance(5000)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(runs()).toBe(ran)
    const fixed = repository.commit({ check: 'exit 0\n' })
    await until(() => JSON.stringify(told.cursor).includes(`"tried":"${fixed}"`), 5000)
    await scope.close()
    expect(told.events).toHaveLength(1)
    expect(readdirSync(room)).toEqual([])
  })

  it('is run again and again, and fails where it passed before', async () => {
    const marker = `${repository.sandbox}/broken`
    repository.commit({ check: `test ! -e '${marker}'\n` })
    const before = runs()
    const scope = begin({ every: '1m', branch: 'main' })
    await until(() => told.cursor !== null)
    await until(() => runs() >= before + 2, 5000)
    expect(told.events).toEqual([])
    mkdirSync(marker)
    await until(() => told.events.length === 1, 5000)
    await scope.close()
    expect(told.events[0]?.fields.exitCode).toBe(1)
  })

  it('is told of once whatever could not be stored, and begins again', async () => {
    const commit = repository.commit({ check: 'exit 7\n' })
    told.refusing = Number.POSITIVE_INFINITY
    const first = begin()
    await until(() => told.refused > 0)
    await first.close()
    told.refusing = 0
    const second = begin()
    await until(() => told.events.length > 0)
    await second.close()
    const third = begin()
    const ran = runs()
    await until(() => clock.pending() > 0)
    await third.close()
    expect(runs()).toBe(ran)
    expect(told.events.map((event) => event.fields.commit)).toEqual([commit])
    expect(told.twice).toEqual([])
  })

  it('fails when it takes too long, and keeps the end of what it wrote', async () => {
    const marker = `${repository.sandbox}/written`
    const write = 'i=0; while [ $i -lt 2000 ]; do echo "line $i of many"; i=$((i+1)); done'
    repository.commit({ check: `${write}\n: > '${marker}'\nexec sleep 100\n` })
    const scope = begin({ timeout: '30s' })
    await until(() => existsSync(marker))
    await until(() => told.events.length === 1, 1000)
    await scope.close()
    const output = String(told.events[0]?.fields.output)
    expect(told.events[0]?.fields.exitCode).toBe(124)
    expect(output.length).toBeLessThan(8100)
    expect(output).toMatch(/^…\nline \d+ of many\n/)
    expect(output).toMatch(/line 1999 of many\n\(ended after 30 s\)$/)
  })

  it('ends with its trigger, and nothing is told', async () => {
    const marker = `${repository.sandbox}/started`
    repository.commit({ check: `: > '${marker}'; exec sleep 100\n` })
    const scope = begin()
    await until(() => existsSync(marker))
    await scope.close()
    expect(told.events).toEqual([])
    expect(readdirSync(room)).toEqual([])
  })

  it('says that its branch is not there', async () => {
    const scope = begin({ branch: 'nothing' })
    await until(() => told.troubles[0]?.code === 'branch-not-found')
    await scope.close()
  })
})
