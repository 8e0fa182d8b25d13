import type { TerminalInfo } from '../../shared/contract/channels/terminal.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Pty, PtyEnd, PtyFailure, PtyPort, PtyRequest } from '../ports/pty.ts'
import { inputFull, terminalEnded } from './failures.ts'
import { Scrollback } from './scrollback.ts'

/** Kept of each terminal for clients that come back, in UTF-16 code units. */
const kept = 1_000_000

export interface TerminalIdentity {
  readonly terminal: string
  readonly thread: ThreadId
}

export type TerminalLaunch = Omit<PtyRequest, 'onOutput' | 'onEnd'>

/** One terminal: what it printed, and the program in it while that runs. */
export class Terminal {
  readonly thread: ThreadId
  readonly #id: string
  readonly #scrollback = new Scrollback(kept)
  readonly #listeners = new Set<() => void>()
  #title = ''
  #opening: Promise<Result<Pty, PtyFailure>> | null = null
  #pty: Pty | null = null
  #end: PtyEnd | null = null

  constructor({ terminal, thread }: TerminalIdentity) {
    this.#id = terminal
    this.thread = thread
  }

  get info(): TerminalInfo {
    const state = this.#end === null ? ({ kind: 'running' } as const) : ({ kind: 'ended', ...this.#end } as const)
    return { terminal: this.#id, thread: this.thread, title: this.#title, state }
  }

  get start(): number {
    return this.#scrollback.start
  }

  get end(): number {
    return this.#scrollback.end
  }

  get ended(): PtyEnd | null {
    return this.#end
  }

  read(from: number, most: number): string {
    return this.#scrollback.read(from, most)
  }

  /** Calls the listener after everything it printed, and at its end. Returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Starts the program; asked again, it is the same start. */
  async open(ptys: PtyPort, launch: () => Promise<TerminalLaunch>): Promise<Result<void, Failure>> {
    this.#opening ??= this.#open(ptys, launch)
    const opened = await this.#opening
    return opened.ok ? ok(undefined) : opened
  }

  write(text: string): Result<void, Failure> {
    if (this.#pty === null || this.#end !== null) return err(terminalEnded(this.#id))
    return this.#pty.write(text) ? ok(undefined) : err(inputFull(this.#id))
  }

  /** Of a program that has ended it changes nothing. */
  resize(columns: number, rows: number): void {
    if (this.#end === null) this.#pty?.resize(columns, rows)
  }

  /** Ends the program and everything started in it. */
  async close(): Promise<void> {
    await this.#opening
    if (this.#end === null) await this.#pty?.close()
    this.#finish({ code: null, signal: null })
  }

  async #open(ptys: PtyPort, launch: () => Promise<TerminalLaunch>): Promise<Result<Pty, PtyFailure>> {
    const request = await launch()
    this.#title = request.file.slice(request.file.lastIndexOf('/') + 1)
    const opened = await ptys.open({
      ...request,
      onOutput: (text) => {
        this.#scrollback.append(text)
        this.#tell()
      },
      onEnd: (end) => this.#finish(end),
    })
    if (opened.ok) this.#pty = opened.value
    else this.#finish({ code: null, signal: null })
    return opened
  }

  #finish(end: PtyEnd): void {
    if (this.#end !== null) return
    this.#end = end
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
