import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../../../scripts/lib/root.ts'
import type { Sandbox } from './sandbox.ts'

export interface HostOptions {
  readonly pool: number
  /** Put before the PATH, for programs that stand in for others. */
  readonly programs?: string
  /** Of the Node that runs it. */
  readonly nodeArguments?: readonly string[]
}

export interface ReadyHost {
  readonly url: string
  readonly token: string
}

/** One host process, from the bundle. */
export class HostProcess {
  readonly pid: number
  /** Null when it ended before it was ready. */
  readonly ready: Promise<ReadyHost | null>
  readonly exited: Promise<number | null>
  #errors = ''

  constructor(sandbox: Sandbox, { nodeArguments = [], pool, programs }: HostOptions) {
    const args = [...nodeArguments, path.join(root, 'out/main/cli.js'), 'serve', '--data', sandbox.data, '--port', '0']
    const child = spawn(process.execPath, [...args, '--pool', String(pool)], {
      cwd: sandbox.folder,
      env: { ...sandbox.environment, PATH: [programs, sandbox.environment.PATH].filter(Boolean).join(':') },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (child.pid === undefined) throw new Error('the host did not start')
    this.pid = child.pid
    this.exited = new Promise((resolve) => child.once('close', (code) => resolve(code)))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text
    })
    this.ready = Promise.race([firstLine(child), this.exited.then(() => null)])
  }

  /** What it wrote to its error output: faults of its own. */
  get errors(): string {
    return this.#errors
  }

  async kill(): Promise<void> {
    process.kill(this.pid, 'SIGKILL')
    await this.exited
  }

  async end(): Promise<number | null> {
    process.kill(this.pid, 'SIGTERM')
    return this.exited
  }
}

function firstLine(child: ChildProcess): Promise<ReadyHost | null> {
  const { stdout } = child
  if (stdout === null) return Promise.resolve(null)
  return new Promise((resolve) => {
    createInterface({ input: stdout }).on('line', (line) => {
      const said = JSON.parse(line)
      resolve(said.event === 'ready' ? { url: said.url, token: said.token } : null)
    })
  })
}
