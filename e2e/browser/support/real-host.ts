import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connectHost, type HostClient } from '../../../src/main/shells/attach/host-client.ts'
import { LineProcess } from '../../cli/kit/line-process.ts'
import { isAlive, processesWithHome } from '../../cli/kit/processes.ts'
import { type Files, Repository } from '../../cli/kit/repository.ts'
import { until } from '../../cli/kit/until.ts'
import { builtCli } from './built.ts'
import { HostFacts } from './host-facts.ts'

interface Ready {
  readonly url: string
  readonly token: string
  readonly pid: number
  /** An address with a code that signs one browser in, once. */
  readonly page: string
}

interface Started extends Ready {
  readonly process: LineProcess
  readonly client: HostClient
}

interface RealHostOptions {
  readonly pool?: number
  readonly environment?: Readonly<Record<string, string>>
}

const gitConfig = '[user]\n\tname = Ada Example\n\temail = ada@example.com\n[init]\n\tdefaultBranch = main\n'

/** The built host on a machine of its own: an empty home, a data folder, real repositories, real agents. */
export class RealHost {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'switchyard-real-')))
  readonly home = path.join(this.folder, 'home')
  readonly #environment: Readonly<Record<string, string>>
  readonly #pool: number
  #started: Started | null = null

  private constructor(pool: number, environment: Readonly<Record<string, string>>) {
    mkdirSync(this.home)
    writeFileSync(path.join(this.home, '.gitconfig'), gitConfig)
    this.#pool = pool
    this.#environment = {
      PATH: process.env.PATH ?? '/usr/bin:/bin',
      HOME: this.home,
      LANG: 'C.UTF-8',
      SHELL: '/bin/sh',
      ...environment,
    }
  }

  /** `pool`: how many threads may run at once; `environment`: what it has beside the usual. */
  static async start(options: RealHostOptions = {}): Promise<RealHost> {
    const { pool = 8, environment = {} } = options
    const host = new RealHost(pool, environment)
    await host.#serve(0)
    return host
  }

  /** Without any secret. */
  get url(): string {
    return this.#running.url
  }

  get port(): number {
    return Number(new URL(this.url).port)
  }

  /** The long-lived one of the data folder. */
  get token(): string {
    return this.#running.token
  }

  /** The address that was printed: its code works once. */
  get link(): string {
    return this.#running.page
  }

  /** What the host itself knows and does, past any page. */
  get facts(): HostFacts {
    return new HostFacts(this.#running.client.api)
  }

  /** What the host complained of so far. */
  get complaints(): string {
    return this.#running.process.stderr
  }

  /** A repository with one commit. */
  repository(files: Files, name = 'shop'): Repository {
    const folder = path.join(this.folder, name)
    mkdirSync(folder, { recursive: true })
    const repository = new Repository(folder, this.#environment)
    repository.git('init', '-q', '-b', 'main')
    repository.commit(files, 'first')
    return repository
  }

  /** Makes an empty file, for which a script waits. */
  touch(...names: readonly string[]): void {
    writeFileSync(path.join(...names), '')
  }

  /** Ends the host as a crash does, and everything it had started with it. */
  async kill(): Promise<void> {
    const { process: served, client } = this.#running
    served.signal('SIGKILL')
    await served.exit
    client.close()
    this.#started = null
  }

  /** Starts a killed host again, on the same port and data folder. */
  async startAgain(port: number): Promise<void> {
    await this.#serve(port)
  }

  /** Ends the host, removes its machine, and fails if a process or a complaint is left. */
  async close(): Promise<void> {
    const started = this.#started
    started?.client.close()
    await started?.process.end()
    await until(`nothing runs in ${this.folder}`, () => !processesWithHome(this.home).some(({ pid }) => isAlive(pid)))
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 })
    const complaints = started?.process.stderr ?? ''
    if (complaints !== '') throw new Error(`the host complained: ${complaints}`)
  }

  get #running(): Started {
    if (this.#started === null) throw new Error('the host is not running')
    return this.#started
  }

  async #serve(port: number): Promise<void> {
    const args = ['serve', '--json', '--data', path.join(this.folder, 'data'), '--port', String(port)]
    const call = { file: builtCli(), args: [...args, '--pool', String(this.#pool)], cwd: this.folder }
    const served = new LineProcess({ ...call, environment: this.#environment })
    const ready = await served.find('the ready line', (lines) => lines[0] as Ready | undefined)
    const client = await connectHost({ url: ready.url, token: ready.token })
    if (!client.ok) throw new Error(client.error.message)
    this.#started = { ...ready, process: served, client: client.value }
  }
}
