import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { constants as system } from 'node:os'
import path from 'node:path'
import type { IPty } from '@lydell/node-pty'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import { processMark } from '../../ports/process.ts'
import { InputQueue } from './input-queue.ts'
import type { OpenOrder, Refused } from './protocol.ts'

export interface HostedPtyOptions {
  /** The mark that this program itself runs under, where it has one. */
  readonly mark: string | undefined
  readonly after: (delayMs: number, run: () => void) => () => void
  readonly onOutput: (bytes: Buffer) => void
  readonly onEnd: (end: { readonly code: number | null; readonly signal: string | null }) => void
}

/** What a program gets between the hang-up and SIGKILL. */
const hangUpMs = 500
/** Well below what the library waits with a terminal whose program has ended. */
const lookMs = 50
const signalNames = new Map(Object.entries(system.signals).map(([name, number]) => [number, name]))

/** One terminal with the program in it, inside the program that keeps terminals. */
export class HostedPty {
  readonly #pty: IPty
  readonly #input: InputQueue
  readonly #options: HostedPtyOptions
  #ended = false
  /** Set while it is paused. */
  #stopLooking: (() => void) | null = null

  constructor(pty: IPty, options: HostedPtyOptions) {
    this.#pty = pty
    this.#options = options
    this.#input = new InputQueue({ descriptor: descriptorOf(pty), after: options.after })
    whenClosed(pty, () => this.#input.close())
    pty.onData((data: string | Buffer) => options.onOutput(Buffer.from(data)))
    pty.onExit(({ exitCode, signal = 0 }) => {
      this.#ended = true
      this.#input.close()
      const name = signalNames.get(signal) ?? null
      options.onEnd({ code: name === null ? exitCode : null, signal: name })
    })
  }

  write(text: string): void {
    this.#input.add(text)
  }

  resize(columns: number, rows: number): void {
    if (this.#ended) return
    try {
      this.#pty.resize(columns, rows)
    } catch (error) {
      // Its program ended a moment ago, and the report of it is under way.
      if (!(error instanceof Error)) throw error
    }
  }

  pause(): void {
    this.#pty.pause()
    this.#watchPaused()
  }

  resume(): void {
    this.#stopLooking?.()
    this.#stopLooking = null
    this.#pty.resume()
  }

  hangUp(): void {
    this.signal('SIGHUP')
    this.#options.after(hangUpMs, () => this.signal('SIGKILL'))
  }

  /** The library drops what is unread a moment after the program's end: then the little that is left is read at once. */
  #watchPaused(): void {
    this.#stopLooking?.()
    this.#stopLooking = this.#options.after(lookMs, () => {
      if (this.#ended) return
      if (isThere(this.#pty.pid)) this.#watchPaused()
      else this.#pty.resume()
    })
  }

  /** To the program and its group; once it ended, its number may be another's. */
  signal(name: 'SIGHUP' | 'SIGKILL'): void {
    if (this.#ended) return
    try {
      process.kill(-this.#pty.pid, name)
    } catch (error) {
      systemCode(error)
    }
  }
}

/** Opens a terminal and starts the program in it; the library's own failures show only in the terminal. */
export async function openHostedPty(order: OpenOrder, options: HostedPtyOptions): Promise<HostedPty | Refused> {
  const refused = problemOf(order)
  if (refused !== null) return refused
  const { file, args, cwd, columns, rows } = order
  const env = options.mark === undefined ? order.env : { ...order.env, [processMark]: `${options.mark}/${order.pty}` }
  try {
    const { spawn } = await import('@lydell/node-pty')
    // Without an encoding the bytes arrive as they are.
    return new HostedPty(spawn(file, args, { cwd, env, cols: columns, rows, encoding: null }), options)
  } catch (error) {
    return { kind: 'refused', pty: order.pty, problem: 'no-terminal', detail: String(error).slice(0, 2000) }
  }
}

function problemOf(order: OpenOrder): Refused | null {
  const { pty, file, cwd } = order
  const folder = folderProblem(order)
  if (folder !== null) return { kind: 'refused', pty, problem: folder, detail: cwd }
  try {
    accessSync(file, constants.X_OK)
    return null
  } catch (error) {
    return { kind: 'refused', pty, problem: 'program-missing', detail: `${file}: ${systemCode(error)}` }
  }
}

/** Agents work in the folder, and may put a loop or a closed door there at any time. */
function folderProblem({ cwd, within = '/' }: OpenOrder): 'folder-missing' | 'folder-elsewhere' | null {
  try {
    const folder = realpathSync(cwd)
    if (!statSync(folder).isDirectory()) return 'folder-missing'
    return path.relative(realpathSync(within), folder).split(path.sep)[0] === '..' ? 'folder-elsewhere' : null
  } catch (error) {
    systemCode(error)
    return 'folder-missing'
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) === 'EPERM'
  }
}

/** The library's types leave out both of these. */
function descriptorOf(pty: IPty): number {
  if ('fd' in pty && typeof pty.fd === 'number') return pty.fd
  throw new Error('the terminal has no descriptor')
}

function whenClosed(pty: IPty, run: () => void): void {
  if ('on' in pty && typeof pty.on === 'function') pty.on('close', run)
}
