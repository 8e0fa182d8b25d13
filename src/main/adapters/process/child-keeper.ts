import { systemCode } from '../../../shared/kernel/system-code.ts'
import type { ProcessIdentity, ReapedProcess } from '../../ports/process.ts'
import type { HelperMessage, SpawnMessage, SpawnProblem } from './helper-protocol.ts'
import { Journal } from './journal.ts'
import { listProcesses, processIdentities, readProcess } from './process-list.ts'
import { type StartedChild, startChild } from './start-child.ts'
import type { EndRequest, TreeEnder } from './tree-ender.ts'

export interface ChildKeeperOptions {
  readonly socketFile: string
  readonly journalFile: string
  readonly ender: TreeEnder
  readonly send: (message: HelperMessage) => void
}

/** The helper's side of every child: starts it, records it, and tells how it ended. */
export class ChildKeeper {
  readonly #options: ChildKeeperOptions
  readonly #journal: Journal
  /** Recorded children by marker, those included that ended and left descendants. */
  readonly #recorded = new Map<string, ProcessIdentity | null>()

  constructor(options: ChildKeeperOptions) {
    this.#options = options
    this.#journal = new Journal(options.journalFile)
  }

  async start(message: SpawnMessage): Promise<void> {
    const recordProblem = this.#announce(message)
    if (recordProblem !== null) return this.#refuse(message, recordProblem)
    const started = await startChild(message, this.#options.socketFile)
    if (started.ok) this.#adopt(message, started.value)
    else this.#refuse(message, started.error)
  }

  async end(request: EndRequest): Promise<void> {
    await this.#options.ender.end(request)
    if (request.marker !== null && this.#recorded.delete(request.marker)) this.#journal.ended(request.marker)
  }

  /** Ends every recorded tree: the host is gone or goes. */
  async endAll(graceMs: number): Promise<void> {
    const recorded = [...this.#recorded].map(([marker, identity]) => ({
      roots: identity === null ? [] : [identity],
      marker,
    }))
    await Promise.all(recorded.map((tree) => this.#options.ender.end({ ...tree, graceMs, asked: false })))
  }

  /** Ends what earlier hosts recorded, as far as it is still the same; resolves with what was alive. */
  async reap(graceMs: number): Promise<readonly ReapedProcess[]> {
    const found = await Promise.all(
      this.#journal.inherited.map(async ({ identity, marker, owner }) => {
        const roots = identity !== null && processIdentities.isAlive(identity) ? [identity] : []
        const ended = await this.#options.ender.end({ roots, marker, graceMs, asked: false })
        return ended.map((process) => ({ identity: process, owner }))
      }),
    )
    this.#journal.clearInherited()
    return found.flat()
  }

  /** Leaves a journal without the trees that have ended. */
  close(): void {
    for (const marker of this.#recorded.keys()) this.#journal.ended(marker)
    this.#recorded.clear()
    this.#journal.close()
  }

  /** Forgets recorded children that ended and left nothing behind. */
  forgetEnded(): void {
    if (this.#recorded.size === 0) return
    const rows = listProcesses().filter((row) => !row.zombie)
    const present = new Set(rows.map((row) => row.marker?.split('/', 1)[0]))
    const pids = new Map(rows.map((row) => [row.pid, row.startTime]))
    for (const [marker, identity] of this.#recorded) {
      if (identity === null || present.has(marker) || pids.get(identity.pid) === identity.startTime) continue
      this.#recorded.delete(marker)
      this.#journal.ended(marker)
    }
  }

  #announce({ record }: SpawnMessage): SpawnProblem | null {
    if (record === null) return null
    try {
      this.#journal.announce(record.marker, record.owner)
    } catch (error) {
      return { kind: 'not-recorded', code: systemCode(error) }
    }
    this.#recorded.set(record.marker, null)
    return null
  }

  #adopt({ id, record }: SpawnMessage, { child, pid }: StartedChild): void {
    const identity = { pid, startTime: readProcess(pid)?.startTime ?? '' }
    if (record !== null) {
      this.#recorded.set(record.marker, identity)
      this.#journal.started(record.marker, identity)
    }
    this.#options.send({ kind: 'spawned', id, identity })
    child.once('exit', (code, signal) => {
      this.#options.send({ kind: 'exited', id, code, signal })
      this.#options.ender.wake()
    })
  }

  #refuse({ id, record }: SpawnMessage, problem: SpawnProblem): void {
    if (record !== null && this.#recorded.delete(record.marker)) this.#journal.ended(record.marker)
    this.#options.send({ kind: 'refused', id, problem })
  }
}
