import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { Clock } from '../../ports/clock.ts'
import type {
  ExitStatus,
  ManagedProcess,
  PartEnder,
  ProcessIdentity,
  ProcessMeter,
  ProcessPort,
  ProcessUsage,
  ReapedProcess,
  SpawnFailure,
  SpawnRequest,
} from '../../ports/process.ts'
import { ChildProcess } from './child-process.ts'
import type { HelperLink } from './helper-link.ts'
import { HelperSupply, startsAllowed, startsAllowedWithinMs } from './helper-supply.ts'
import { listProcesses, processIdentities } from './process-list.ts'
import { signalProcess } from './signal-process.ts'
import { helperExhausted, helperLost, portClosed, spawnFailure } from './spawn-failures.ts'
import { StreamDesk } from './stream-desk.ts'
import { TreeEnder } from './tree-ender.ts'
import { treeUsage } from './tree-usage.ts'

export interface ProcessPortOptions {
  /** The spawn helper's program: `helper.ts` of this folder, or its bundle. */
  readonly helperEntry: URL | string
  /** The Node binary that runs it. */
  readonly nodeFile: string
  /** Where running processes are recorded for a later host; one host at a time. */
  readonly journalFile: string
  readonly clock: Clock
}

interface Running {
  readonly marker: string | null
  readonly exit: Promise<ExitStatus>
  readonly settle: (status: ExitStatus) => void
  identity: ProcessIdentity | null
  process: ChildProcess | null
}

/** What a lost helper's children and those that still run at the close get between SIGTERM and SIGKILL. */
const closeGraceMs = 500
const lostStatus: ExitStatus = { code: null, signal: null, lost: true }

/** The one spawner of the host. Rejects only when this machine offers no temporary folder or socket. */
export async function createProcessPort(options: ProcessPortOptions): Promise<ProcessPort & PartEnder & ProcessMeter> {
  return new HelperProcessPort(options, await StreamDesk.open())
}

class HelperProcessPort implements ProcessPort, PartEnder, ProcessMeter {
  readonly #clock: Clock
  readonly #desk: StreamDesk
  readonly #supply: HelperSupply
  /** For the trees that a lost helper can't end any more; looks at all processes on the host's own thread. */
  readonly #ender: TreeEnder
  readonly #running = new Map<number, Running>()
  readonly #starting = new Set<Promise<unknown>>()
  readonly #markerPrefix = randomUUID()
  #lastId = 0
  #closing: Promise<void> | null = null

  constructor(options: ProcessPortOptions, desk: StreamDesk) {
    const { clock, helperEntry, nodeFile, journalFile } = options
    this.#clock = clock
    this.#desk = desk
    this.#ender = new TreeEnder({
      list: listProcesses,
      signal: signalProcess,
      monotonic: () => clock.monotonic(),
      after: (delayMs, run) => clock.after(delayMs, run),
    })
    this.#supply = new HelperSupply({
      clock,
      nodeFile,
      journalFile,
      helperFile: helperEntry instanceof URL ? fileURLToPath(helperEntry) : helperEntry,
      socketFile: desk.socketFile,
      onExited: ({ id, code, signal }) => this.#running.get(id)?.settle({ code, signal, lost: false }),
      onGone: () => this.#loseAll(),
    })
  }

  async spawn(request: SpawnRequest): Promise<Result<ManagedProcess, SpawnFailure>> {
    if (this.#closing !== null) return err(portClosed())
    const link = this.#supply.take(() => this.#nextId())
    if (link === null) return err(helperExhausted(startsAllowed, startsAllowedWithinMs))
    const id = this.#nextId()
    const marker = request.owner === undefined ? null : `${this.#markerPrefix}.${id}`
    const running = this.#register(id, marker)
    const starting = this.#start(link, request, { id, running })
    this.#starting.add(starting)
    const started = await starting
    this.#starting.delete(starting)
    if (!started.ok) this.#running.delete(id)
    return started
  }

  isAlive(identity: ProcessIdentity): boolean {
    return processIdentities.isAlive(identity)
  }

  async reap(): Promise<readonly ReapedProcess[]> {
    const answer = await this.#supply.take(() => this.#nextId())?.ask({ kind: 'reap', id: this.#nextId() })
    return answer?.kind === 'reaped' ? answer.processes : []
  }

  async usage(root: ProcessIdentity): Promise<ProcessUsage> {
    const request = { root, marker: this.#runningAs(root)?.marker ?? null }
    const answer = await this.#supply.running?.ask({ kind: 'usage', id: this.#nextId(), request })
    return answer?.kind === 'used' ? answer.usage : treeUsage(request)
  }

  async endPart(identity: ProcessIdentity, part: string, graceMs: number): Promise<void> {
    const whole = this.#runningAs(identity)
    if (whole?.marker == null) return
    const request = { roots: [], marker: `${whole.marker}/${part}`, graceMs, asked: false }
    const answer = await this.#supply.running?.ask({ kind: 'end', id: this.#nextId(), request })
    if (answer?.kind !== 'ended') await this.#ender.end(request)
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  #runningAs({ pid, startTime }: ProcessIdentity): Running | undefined {
    return [...this.#running.values()].find(({ identity }) => identity?.pid === pid && identity.startTime === startTime)
  }

  #nextId(): number {
    this.#lastId += 1
    return this.#lastId
  }

  #register(id: number, marker: string | null): Running {
    const { promise, resolve } = Promise.withResolvers<ExitStatus>()
    const running: Running = { marker, exit: promise, settle: resolve, identity: null, process: null }
    this.#running.set(id, running)
    return running
  }

  async #start(
    link: HelperLink,
    request: SpawnRequest,
    { id, running }: { readonly id: number; readonly running: Running },
  ): Promise<Result<ManagedProcess, SpawnFailure>> {
    const { file, args, cwd, env, owner, nice = 0 } = request
    const record = running.marker === null ? null : { owner: owner ?? '', marker: running.marker }
    const key = randomUUID()
    const arriving = this.#desk.expect(key)
    const answer = await link.ask({ kind: 'spawn', id, key, file, args, cwd, env, nice, record })
    if (answer?.kind !== 'spawned') {
      this.#desk.drop(key)
      return err(
        answer?.kind === 'refused'
          ? spawnFailure(request, answer.problem)
          : await this.#lostDuring(request, running, link),
      )
    }
    running.identity = answer.identity
    const child = new ChildProcess({
      identity: answer.identity,
      streams: await arriving,
      exit: running.exit,
      clock: this.#clock,
      end: (graceMs) => this.#end(running, graceMs),
    })
    running.process = child
    void child.exited.then(() => this.#running.delete(id))
    return ok(child)
  }

  /** The helper may have started it without a word; its marker tells. */
  async #lostDuring(request: SpawnRequest, running: Running, link: HelperLink): Promise<SpawnFailure> {
    await this.#endHere(running)
    return helperLost(request, link.errorOutput)
  }

  async #end(running: Running, graceMs: number): Promise<void> {
    const { identity, marker } = running
    const roots = identity === null ? [] : [identity]
    const request = { roots, marker, graceMs, asked: true }
    const answer = await this.#supply.running?.ask({ kind: 'end', id: this.#nextId(), request })
    if (answer?.kind !== 'ended') await this.#endHere(running)
  }

  async #endHere({ identity, marker }: Running): Promise<void> {
    const roots = identity === null ? [] : [identity]
    if (identity === null && marker === null) return
    await this.#ender.end({ roots, marker, graceMs: closeGraceMs, asked: false })
  }

  #loseAll(): void {
    for (const running of this.#running.values()) {
      if (running.identity === null) continue
      void this.#endHere(running).then(() => running.settle(lostStatus))
    }
  }

  async #close(): Promise<void> {
    await Promise.all(this.#starting)
    await Promise.all([...this.#running.values()].map((running) => this.#closeOne(running)))
    const link = this.#supply.running
    if (link !== null) {
      await link.ask({ kind: 'close', id: this.#nextId() })
      await link.gone
    }
    await this.#desk.close()
  }

  async #closeOne(running: Running): Promise<void> {
    await running.process?.terminate(closeGraceMs)
    running.process?.destroy()
  }
}
