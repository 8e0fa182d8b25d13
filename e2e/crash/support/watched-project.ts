import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type FakeGithub, startFakeGithub } from '../../../src/main/ports/testing/fake-github/fake-github.ts'
import { ForgeWorld } from '../../../src/main/ports/testing/fake-github/world.ts'
import { makeSandbox, type Sandbox } from './sandbox.ts'

/** `owner/name` at the forge. */
export const forgeName = 'acme/shop'
const token = 'token-of-ada'
const hourMs = 3_600_000

/** What each automation watches, and how often its events are dispatched and kept out in the end. */
export const expected: Readonly<Record<string, readonly [trigger: string, dispatched: number, skipped: number]>> = {
  tests: ['command', 1, 0],
  docs: ['files', 1, 0],
  moved: ['branch', 2, 0],
  nightly: ['schedule', 1, 0],
  answer: ['issue', 1, 1],
  after: ['finished', 1, 0],
  'follow-up': ['start', 1, 0],
}

/** A sandbox whose repository has automations of every kind of trigger, and is at a forge on loopback, too. */
export class WatchedProject {
  readonly sandbox: Sandbox
  readonly github: FakeGithub
  /** Called when an answer has been written, before its host knows. */
  posted: () => void = () => undefined
  readonly #later: LaterClock

  private constructor(sandbox: Sandbox, github: FakeGithub, later: LaterClock) {
    this.sandbox = sandbox
    this.github = github
    this.#later = later
  }

  static async make(name: string): Promise<WatchedProject> {
    const later = new LaterClock()
    const world = new ForgeWorld(() => later.now())
    world.addToken(token, 'ada')
    const github = await startFakeGithub(world)
    const made = makeSandbox(name)
    const variables = { SWITCHYARD_GITHUB_API: github.base, GH_TOKEN: token }
    const sandbox = { ...made, environment: { ...made.environment, ...variables } }
    const bare = path.join(sandbox.folder, 'shop.git')
    const address = `https://github.com/${forgeName}.git`
    appendFileSync(path.join(sandbox.folder, 'home/.gitconfig'), `[url "${bare}"]\n\tinsteadOf = ${address}\n`)
    sandbox.git('init', '-q', '--bare', bare)
    sandbox.git('remote', 'add', 'origin', address)
    sandbox.git('push', '-q', 'origin', 'main')
    world.addRepository(forgeName, { gitDirectory: bare })
    const project = new WatchedProject(sandbox, github, later)
    const comment = world.comment.bind(world)
    world.comment = (...said) => {
      const id = comment(...said)
      project.posted()
      return id
    }
    project.#define()
    return project
  }

  /** Arguments for the next host's Node, which have its clock show what the forge's shows. */
  clockArguments(): readonly string[] {
    return this.#later.nodeArguments()
  }

  /** What each trigger but those of a chain waits for; in any order. */
  changes(): readonly (() => void)[] {
    const { github, sandbox } = this
    const { git, repository } = sandbox
    const issue = { title: 'It is slow', body: 'Very.' }
    return [
      () => {
        writeFileSync(path.join(repository, 'broken'), 'so that the tests fail\n')
        git('add', 'broken')
        git('commit', '-q', '-m', 'Break it', '--', 'broken')
      },
      () => writeFileSync(path.join(repository, 'docs/api.md'), 'new\n'),
      // Together, so that one of them has to wait for the other.
      () => void git('push', '-q', '.', 'main:refs/heads/release/a', 'main:refs/heads/release/b'),
      () => {
        // Two of one key.
        github.world.openIssue(forgeName, issue)
        github.world.openIssue(forgeName, issue)
      },
    ]
  }

  /** For the hosts started from here on the time of the schedule is over. */
  sleep(): void {
    this.#later.jump(2 * hourMs)
  }

  async close(): Promise<void> {
    await this.github.close()
  }

  #define(): void {
    const { repository } = this.sandbox
    mkdirSync(path.join(repository, 'docs'))
    writeFileSync(path.join(repository, 'docs/api.md'), 'old\n')
    mkdirSync(path.join(repository, '.switchyard/automations'), { recursive: true })
    for (const [name, lines] of Object.entries(texts(this.#later.in(hourMs)))) {
      const brief = [`    Work on it.`, '    ```steps', ...stepsOf(name).map((step) => `    - ${step}`), '    ```']
      const text = [...lines, 'dispatch:', '  agent: scripted', '  brief: |', ...brief, '']
      writeFileSync(path.join(repository, '.switchyard/automations', `${name}.yaml`), text.join('\n'))
    }
  }
}

/** What strangers wrote is worked on under the closest watch, so that there a file would have to be asked for. */
function stepsOf(name: string): readonly string[] {
  if (name === 'answer') return ['say: It is slow because of the loop.']
  return [`write: {path: ${name}.txt, content: done}`, 'sleep: 200', 'say: Done.']
}

/** What stands above the dispatch, by name. `due` is the one time a year at which the schedule fires. */
function texts(due: Date): Readonly<Record<string, readonly string[]>> {
  const [minute, hour] = [due.getUTCMinutes(), due.getUTCHours()]
  const cron = `${minute} ${hour} ${due.getUTCDate()} ${due.getUTCMonth() + 1} *`
  return {
    tests: [
      'on: { command: { run: "test ! -e broken", branch: main, on: moves } }',
      'dedupe: "{{event.commit}}"',
      'then: [{ start: follow-up }]',
    ],
    docs: ['on: { files: { paths: ["docs/**"], quiet: 1s } }'],
    moved: ['on: { branch: { name: "release/*" } }', 'limits: { parallel: 1 }'],
    nightly: [`on: { schedule: { cron: "${cron}", zone: UTC, missed: once } }`, 'dedupe: "{{event.time}}"'],
    answer: [
      'on: { issue: { events: [opened], every: 5s } }',
      'dedupe: "{{event.title}}"',
      'limits: { cost: 1, costPerDay: 5 }',
      'then: [comment]',
    ],
    after: ['on: { finished: { what: run, outcome: [ready], automation: docs } }'],
    'follow-up': ['on: { manual: {} }'],
  }
}

/** The machine's time, and from its jump on a later one. */
class LaterClock {
  #ahead = 0

  now(): number {
    return Date.now() + this.#ahead
  }

  in(ms: number): Date {
    return new Date(this.now() + ms)
  }

  jump(ms: number): void {
    this.#ahead += ms
  }

  /** The host's processes ask for the time in one way. */
  nodeArguments(): readonly string[] {
    const shifted = `const now = Date.now; Date.now = () => now() + ${this.#ahead}`
    return this.#ahead === 0 ? [] : ['--import', `data:text/javascript,${encodeURIComponent(shifted)}`]
  }
}
