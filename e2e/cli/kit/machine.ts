import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, inject, onTestFinished } from 'vitest'
import type { ThreadDetail } from '../../../src/main/shells/answers/views.ts'
import { EventStream } from './event-stream.ts'
import { LineProcess } from './line-process.ts'
import { isAlive, processesWithHome } from './processes.ts'
import { type Files, Repository } from './repository.ts'
import { type CliCall, type CliResult, runCli } from './run-cli.ts'
import { until } from './until.ts'

export interface Refusal {
  readonly code: string
  readonly message: string
  readonly remedy: string
  readonly facts?: Readonly<Record<string, unknown>>
}

interface HostReady {
  readonly event: 'ready'
  readonly url: string
  readonly token: string
  readonly pid: number
}

export interface ServedHost extends HostReady {
  readonly process: LineProcess
}

interface CliMore {
  readonly input?: string
  readonly text?: boolean
  readonly patienceMs?: number
}

type Environment = Readonly<Record<string, string>>

/** A user's machine in a temporary folder: a home, a data folder, repositories, and what runs there. */
export class Machine {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'switchyard-cli-')))
  readonly home = path.join(this.folder, 'home')
  readonly data = path.join(this.folder, 'data')
  /** All that its processes get; nothing of the test's own environment. */
  readonly environment: Environment
  readonly #lines: LineProcess[] = []
  readonly #streams: EventStream[] = []

  constructor(environment: Environment = {}) {
    mkdirSync(this.home)
    writeFileSync(
      path.join(this.home, '.gitconfig'),
      '[user]\n\tname = Ada Example\n\temail = ada@example.com\n[init]\n\tdefaultBranch = main\n',
    )
    this.environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: this.home, ...environment }
  }

  /** A repository with one commit, or an unborn branch where there are no files. */
  repository(files?: Files, name = 'project'): Repository {
    const folder = path.join(this.folder, name)
    mkdirSync(folder, { recursive: true })
    const repository = new Repository(folder, this.environment)
    repository.git('init', '-q', '-b', 'main')
    if (files !== undefined) repository.commit(files, 'first')
    return repository
  }

  /** Runs a command on this machine's data folder; `--json` is given unless `text` is wanted. */
  cli(args: readonly string[], more: CliMore = {}): Promise<CliResult> {
    const { input, patienceMs, text } = more
    return runCli({ ...this.call(text ? args : [...args, '--json']), input, patienceMs })
  }

  /** Runs a command that must succeed; its one JSON document. */
  async ok<Answer = object>(...args: readonly string[]): Promise<Answer> {
    // One that waits for the work of a thread ends with the test at the latest.
    const result = await this.cli(args, args.includes('--wait') ? { patienceMs: 100_000 } : {})
    // Compared whole, so that a failure shows the refusal.
    expect({ args, code: result.code, stderr: result.stderr, refused: result.code === 0 ? '' : result.stdout }).toEqual(
      {
        ...{ args, code: 0, stderr: '', refused: '' },
      },
    )
    return JSON.parse(result.stdout) as Answer
  }

  /** Runs a command that must be refused in the form that the contract says. */
  async refused(...args: readonly string[]): Promise<Refusal> {
    return refusalIn(await this.cli(args))
  }

  show(thread: string): Promise<ThreadDetail> {
    return this.ok<ThreadDetail>('show', thread)
  }

  dispatch(
    repository: Repository,
    prompt: string,
    ...more: readonly string[]
  ): Promise<{ readonly thread: string; readonly run: string; readonly state?: string }> {
    const agent = more.some((arg) => arg.startsWith('--agent')) ? [] : ['--agent', 'scripted']
    return this.ok('dispatch', '--repo', repository.folder, ...agent, '--prompt', prompt, ...more)
  }

  /** Starts a host in the foreground and waits for its first line. */
  async serve(...args: readonly string[]): Promise<ServedHost> {
    const served = this.start(['serve', '--json', ...args])
    const ready = await served.find('the ready line', (lines) => lines[0] as HostReady | undefined)
    expect(ready).toMatchObject({ event: 'ready', pid: served.pid })
    return { ...ready, process: served }
  }

  /** Starts a command line that goes on running. */
  start(args: readonly string[]): LineProcess {
    const started = new LineProcess(this.call(args))
    this.#lines.push(started)
    return started
  }

  follow(after = 0): EventStream {
    const stream = new EventStream(this.call(['events', '--follow', '--json', '--after', String(after)]))
    this.#streams.push(stream)
    return stream
  }

  /** What runs on this machine, hosts included. */
  processes() {
    return processesWithHome(this.home).filter(({ pid }) => isAlive(pid))
  }

  /** Waits until nothing runs here any more, for example after a background host's last work. */
  deserted(): Promise<void> {
    return until(`nothing runs in ${this.folder}`, () => this.processes().length === 0)
  }

  /** Ends what was started, removes the folder, and fails if something would have stayed behind. */
  async dispose(): Promise<void> {
    for (const stream of this.#streams) await stream.end()
    for (const started of this.#lines) await started.end()
    for (const host of this.processes().filter(({ command }) => command.includes(' serve '))) {
      process.kill(host.pid, 'SIGTERM')
      await until(`the host ${host.pid} ends`, () => !isAlive(host.pid))
    }
    const left = this.processes()
    for (const { pid } of left) process.kill(pid, 'SIGKILL')
    await this.deserted()
    rmSync(this.folder, { recursive: true, force: true })
    expect(left).toEqual([])
  }

  call(args: readonly string[]): CliCall {
    const { data, environment, folder } = this
    const own = args.includes('--data') ? [] : ['--data', data]
    return { file: inject('cliFile'), args: [...args, ...own], cwd: existsSync(folder) ? folder : '/', environment }
  }
}

/** The refusal that a command ended with, in exactly the form of the contract. */
function refusalIn(result: CliResult): Refusal {
  expect(result).toMatchObject({ code: 1, stderr: '' })
  const { error, ...rest } = JSON.parse(result.stdout) as { error: Refusal }
  expect(rest).toEqual({})
  expect(error).toMatchObject({
    code: expect.stringMatching(/^[a-z][a-z-]+$/),
    message: expect.stringMatching(/\S.*\.$/s),
    remedy: expect.stringMatching(/\S/),
  })
  return error
}

/** A machine for one test. */
export function testMachine(environment: Environment = {}): Machine {
  const machine = new Machine(environment)
  onTestFinished(() => machine.dispose())
  return machine
}

/** A machine for all tests of a file, made while they are collected. */
export function fileMachine(environment: Environment = {}): Machine {
  const machine = new Machine(environment)
  afterAll(() => machine.dispose())
  return machine
}
