import type { TerminalInfo } from '../../shared/contract/channels/terminal.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { PtyPort } from '../ports/pty.ts'
import { idTaken, terminalUnknown, tooMany } from './failures.ts'
import { Terminal, type TerminalLaunch } from './terminal.ts'
import { worktreeFolder } from './worktree-folder.ts'

export interface TerminalServices {
  readonly ptys: PtyPort
  readonly model: () => Model
  /** What runs in a terminal: the person's shell with its environment. */
  readonly shell: () => Promise<Pick<TerminalLaunch, 'file' | 'args' | 'env'>>
}

export interface OpenRequest {
  /** Minted by the client. */
  readonly terminal: string
  readonly thread: ThreadId
  readonly columns: number
  readonly rows: number
}

const mostInThread = 8
const mostInAll = 64

/** The terminals that people have open, by id. They hold no slot and no lease: what runs there is the person's. */
export class Terminals {
  readonly #services: TerminalServices
  readonly #open = new Map<string, Terminal>()

  constructor(services: TerminalServices) {
    this.#services = services
  }

  list(thread: ThreadId): readonly TerminalInfo[] {
    return this.#of(thread).map(([, terminal]) => terminal.info)
  }

  /** A terminal that is there already is joined, also one that has ended. */
  async open(request: OpenRequest): Promise<Result<TerminalInfo, Failure>> {
    const folder = worktreeFolder(this.#services.model(), request.thread)
    if (!folder.ok) return folder
    const found = this.#find(request)
    if (!found.ok) return found
    const terminal = found.value
    const { columns, rows } = request
    const opened = await terminal.open(this.#services.ptys, async () => {
      return { ...(await this.#services.shell()), ...folder.value, columns, rows }
    })
    if (opened.ok) return ok(terminal.info)
    if (this.#open.get(request.terminal) === terminal) this.#open.delete(request.terminal)
    return opened
  }

  write(id: string, text: string): Result<void, Failure> {
    return this.#open.get(id)?.write(text) ?? err(terminalUnknown(id))
  }

  resize(id: string, columns: number, rows: number): Result<void, Failure> {
    const terminal = this.#open.get(id)
    if (terminal === undefined) return err(terminalUnknown(id))
    return ok(terminal.resize(columns, rows))
  }

  /** Closing what is closed already is done. */
  async close(id: string): Promise<void> {
    const terminal = this.#open.get(id)
    await terminal?.close()
    if (this.#open.get(id) === terminal) this.#open.delete(id)
  }

  /** Ends what runs in the thread's folder; one that opens meanwhile is waited for. */
  async closeThread(thread: ThreadId): Promise<void> {
    await Promise.all(this.#of(thread).map(([id]) => this.close(id)))
  }

  follow(id: string): Result<Terminal, Failure> {
    const terminal = this.#open.get(id)
    return terminal === undefined ? err(terminalUnknown(id)) : ok(terminal)
  }

  #of(thread: ThreadId): readonly (readonly [string, Terminal])[] {
    return [...this.#open].filter(([, terminal]) => terminal.thread === thread)
  }

  #find({ terminal: id, thread }: OpenRequest): Result<Terminal, Failure> {
    const known = this.#open.get(id)
    if (known !== undefined) return known.thread === thread ? ok(known) : err(idTaken(id))
    if (!this.#hasRoom(this.#of(thread), mostInThread)) return err(tooMany('thread', mostInThread))
    if (!this.#hasRoom([...this.#open], mostInAll)) return err(tooMany('host', mostInAll))
    const terminal = new Terminal({ terminal: id, thread })
    this.#open.set(id, terminal)
    return ok(terminal)
  }

  /** The oldest one whose program has ended gives way. */
  #hasRoom(among: readonly (readonly [string, Terminal])[], most: number): boolean {
    if (among.length < most) return true
    const over = among.find(([, terminal]) => terminal.ended !== null)
    if (over === undefined) return false
    this.#open.delete(over[0])
    return true
  }
}
