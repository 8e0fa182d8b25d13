import { assertNever } from '../../../shared/kernel/assert-never.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ManagedProcess, PartEnder, ProcessPort } from '../../ports/process.ts'
import type { Pty, PtyEnd, PtyFailure, PtyRequest } from '../../ports/pty.ts'
import { busy, lost, noProgram, notStarted } from './failures.ts'
import { type Frame, FrameReader, messageFrame } from './frames.ts'
import { Guest } from './guest.ts'
import { readPaced } from './paced-output.ts'
import { type Order, type Report, reportSchema } from './protocol.ts'

export interface PtyLinkOptions {
  readonly processes: ProcessPort & PartEnder
  readonly clock: Clock
  /** The Node binary that runs the program. */
  readonly nodeFile: string
  /** The program: `pty-host.ts` of this folder, or its bundle. */
  readonly entryFile: string
}

/** What programs get between SIGTERM and SIGKILL. */
const graceMs = 500
/** How long the program may leave an order unanswered: one that is stopped or hangs would hold up a discard for ever. */
const patienceMs = 10_000
/** Input that the program has not taken, in bytes. */
const mostWaiting = 8 * 1024 * 1024
const errorOutputKept = 2000

/** One running program that keeps terminals, and the terminals in it. */
export class PtyLink {
  /** Settles when the program itself is gone. */
  readonly exited: Promise<unknown>
  /** Settles when nothing is left of what ran in its terminals either. */
  readonly gone: Promise<void>
  readonly #options: PtyLinkOptions
  readonly #process: ManagedProcess
  readonly #frames = new FrameReader()
  readonly #guests = new Map<number, Guest>()
  #errorOutput = ''
  #lastNumber = 0

  private constructor(options: PtyLinkOptions, process: ManagedProcess) {
    this.#options = options
    this.#process = process
    process.stderr.on('data', (piece: Buffer) => {
      this.#errorOutput = (this.#errorOutput + piece.toString()).slice(-errorOutputKept)
    })
    for (const stream of [process.stdin, process.stdout, process.stderr]) {
      // A broken pipe says no more than the end of the process does.
      stream.on('error', () => undefined)
    }
    readPaced(process.stdout, options.clock, (piece) => this.#read(piece))
    this.exited = process.exited
    this.gone = this.#live()
  }

  static async start(options: PtyLinkOptions): Promise<Result<PtyLink, PtyFailure>> {
    const spawned = await options.processes.spawn({
      file: options.nodeFile,
      args: [options.entryFile],
      cwd: '/',
      env: {},
      owner: 'terminals',
    })
    return spawned.ok ? ok(new PtyLink(options, spawned.value)) : err(noProgram(spawned.error.message))
  }

  async open(request: PtyRequest): Promise<Result<Pty, PtyFailure>> {
    this.#lastNumber += 1
    const pty = this.#lastNumber
    const guest = new Guest(request)
    this.#guests.set(pty, guest)
    const { file, args, cwd, within, env, columns, rows } = request
    if (!this.#send({ kind: 'open', pty, file, args: [...args], cwd, within, env, columns, rows })) {
      this.#guests.delete(pty)
      return err(busy())
    }
    const opened = await this.#inTime(guest.opened)
    if (!opened.ok) return opened
    return ok({
      write: (text) => this.#send({ kind: 'write', pty, text }),
      resize: (width, height) => void this.#send({ kind: 'resize', pty, columns: width, rows: height }),
      close: async () => {
        this.#send({ kind: 'hang-up', pty })
        await this.#endPart(pty)
        await this.#inTime(guest.ended)
      },
    })
  }

  /** Ends the program and everything in its terminals. */
  async close(): Promise<void> {
    await this.#process.terminate(graceMs)
    await this.gone
  }

  #send(order: Order): boolean {
    const { stdin } = this.#process
    if (!stdin.writable || stdin.writableLength > mostWaiting) return false
    stdin.write(messageFrame(order))
    return true
  }

  #read(piece: Buffer): void {
    const frames = this.#frames.push(piece)
    if (frames === 'broken') this.#giveUp()
    else for (const frame of frames) this.#take(frame)
  }

  #take(frame: Frame): void {
    if (frame.kind === 'output') {
      this.#guests.get(frame.pty)?.output(frame.bytes)
      return
    }
    const report = reportSchema.safeParse(frame.value)
    if (report.success) this.#note(report.data)
    else this.#giveUp()
  }

  #note(report: Report): void {
    const guest = this.#guests.get(report.pty)
    switch (report.kind) {
      case 'opened':
        guest?.run()
        break
      case 'refused':
        this.#guests.delete(report.pty)
        guest?.refuse(notStarted(report.problem, report.detail))
        break
      case 'ended':
        void this.#end(report.pty, { code: report.code, signal: report.signal })
        break
      default:
        assertNever(report)
    }
  }

  /** What a shell leaves behind has lost its terminal, and would work on unseen. */
  async #end(pty: number, end: PtyEnd): Promise<void> {
    await this.#endPart(pty)
    this.#guests.get(pty)?.end(end)
    this.#guests.delete(pty)
  }

  #endPart(pty: number): Promise<void> {
    return this.#options.processes.endPart(this.#process.identity, `${pty}`, graceMs)
  }

  /** Its answer, which is its own end where it gives none for too long. */
  async #inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
    const cancel = this.#options.clock.after(patienceMs, () => this.#giveUp())
    try {
      return await answer
    } finally {
      cancel()
    }
  }

  /** What it says can't be understood, or it says nothing; its end is reported as any other. */
  #giveUp(): void {
    this.#process.stdout.destroy()
    void this.#process.terminate(graceMs)
  }

  async #live(): Promise<void> {
    await this.#process.exited
    // Killed alone, it leaves programs that took no notice of their terminal's end.
    await this.#process.terminate(graceMs)
    for (const guest of this.#guests.values()) guest.lose(lost(this.#errorOutput))
    this.#guests.clear()
  }
}
