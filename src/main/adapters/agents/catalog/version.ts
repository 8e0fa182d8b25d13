import { stat } from 'node:fs/promises'
import type { Clock } from '../../../ports/clock.ts'
import type { ManagedProcess, ProcessPort } from '../../../ports/process.ts'
import type { HostEnvironment } from './find-program.ts'

const OUTPUT_LIMIT = 4096
const TERMINATE_GRACE_MS = 500
/** Keeps well-behaved programs from looking for updates and from colouring. */
const QUIET = { CI: '1', NO_COLOR: '1', NO_UPDATE_NOTIFIER: '1' }

export interface VersionOptions {
  readonly processes: ProcessPort
  readonly clock: Clock
  readonly hostEnvironment: HostEnvironment
  /** How long a program may take to print its version. */
  readonly timeoutMs: number
}

export interface VersionQuestion {
  readonly file: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** Asks programs for their version, each one once as long as its file stays the same. */
export class Versions {
  readonly #options: VersionOptions
  readonly #known = new Map<string, Promise<string | null>>()

  constructor(options: VersionOptions) {
    this.#options = options
  }

  /** Each is asked again when it is next wanted. */
  forget(): void {
    this.#known.clear()
  }

  /** Null when it prints none in time. */
  async of(question: VersionQuestion): Promise<string | null> {
    const { file, args } = question
    const found = await stat(file).catch(() => null)
    if (found === null) return null
    const key = JSON.stringify([file, args, found.mtimeMs, found.size])
    const known = this.#known.get(key) ?? this.#ask(question)
    this.#known.set(key, known)
    return known
  }

  async #ask({ args, environment, file }: VersionQuestion): Promise<string | null> {
    const { clock, hostEnvironment, processes, timeoutMs } = this.#options
    const { PATH = '', HOME = '/' } = hostEnvironment
    const spawned = await processes.spawn({ file, args, cwd: '/', env: { PATH, HOME, ...QUIET, ...environment } })
    if (!spawned.ok) return null
    const child = spawned.value
    const cancel = clock.after(timeoutMs, () => void child.terminate(TERMINATE_GRACE_MS))
    const output = await firstOutput(child)
    cancel()
    return /\d+\.\d+\.\d+[\w.+-]*/.exec(output)?.[0] ?? null
  }
}

/** The beginning of what it prints, until it ends; the rest is read and dropped. */
async function firstOutput(child: ManagedProcess): Promise<string> {
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    if (output.length < OUTPUT_LIMIT) output += chunk.toString('utf8')
  })
  child.stderr.resume()
  // An agent that takes the arguments for a start ends when its input does.
  child.stdin.on('error', () => child.stdin.destroy())
  child.stdin.end()
  await child.exited
  return output.slice(0, OUTPUT_LIMIT)
}
