import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { CliCall } from './run-cli.ts'
import { within } from './until.ts'

/** A command line that goes on running and prints JSON lines. */
export class LineProcess {
  readonly lines: object[] = []
  readonly exit: Promise<number | null>
  readonly #child: ChildProcess
  readonly #watchers = new Set<() => void>()
  #stderr = ''
  #over = false

  constructor(call: CliCall) {
    const child = spawn(process.execPath, [call.file, ...call.args], {
      cwd: call.cwd,
      env: call.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      this.#stderr += chunk
    })
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.lines.push(JSON.parse(line) as object)
      this.#look()
    })
    this.exit = new Promise((resolve) => {
      child.on('close', (code) => {
        this.#over = true
        resolve(code)
        this.#look()
      })
    })
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  get stderr(): string {
    return this.#stderr
  }

  /** The first value that `find` makes of the lines, now or later. */
  find<Value>(what: string, find: (lines: readonly object[]) => Value | undefined): Promise<Value> {
    const said = () => `${what}; it said ${JSON.stringify(this.lines.slice(-8))} ${this.#stderr}`
    const found = new Promise<Value>((resolve, reject) => {
      const watch = () => {
        const value = find(this.lines)
        if (value === undefined && !this.#over) return
        this.#watchers.delete(watch)
        if (value === undefined) reject(new Error(`ended before: ${said()}`))
        else resolve(value)
      }
      this.#watchers.add(watch)
      watch()
    })
    return within(said, found)
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** Goes away as `head` does. */
  closeOutput(): void {
    this.#child.stdout?.destroy()
  }

  /** Ends it as a person would, and waits for it. */
  async end(): Promise<number | null> {
    if (!this.#over) this.signal('SIGTERM')
    try {
      return await within(() => `process ${this.pid} ends after SIGTERM; ${this.#stderr}`, this.exit)
    } finally {
      if (!this.#over) this.signal('SIGKILL')
    }
  }

  #look(): void {
    for (const watch of [...this.#watchers]) watch()
  }
}
