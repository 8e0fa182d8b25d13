import type { StoredEvent } from '../../../src/shared/domain/event.ts'
import { HostProcess } from './host.ts'
import { killPart } from './kill-part.ts'
import { isPart, type KillPoint } from './kill-points.ts'
import { Person } from './person.ts'
import { childrenOf, killHard, processesAbout, type Seen, stillAlive } from './processes.ts'
import type { Sandbox } from './sandbox.ts'

export interface CrashRun {
  readonly person: Person
  readonly problems: string[]
  /** What the hosts said about themselves. */
  readonly errors: string[]
  /** Kill points that were reached. */
  readonly reached: number
}

export interface CrashOptions {
  readonly sandbox: Sandbox
  readonly points: readonly KillPoint[]
  readonly pool: number
  readonly patienceMs: number
  /** What the person wants; goes on through the crashes. */
  readonly work: (person: Person, killNow: () => void) => Promise<void>
  /** Folder of programs that stand in for others on the hosts' PATH. */
  readonly programs?: string
  /** Hosts are held still at their point, so that next to nothing happens between it and their death. */
  readonly sharp?: true
  /** Arguments of the Node that runs the next host, asked for at each start. */
  readonly nodeArguments?: () => readonly string[]
  /** Asked before the last host is ended, with everything at rest. */
  readonly atRest: (person: Person, host: HostProcess) => Promise<void>
}

/** Runs hosts one after the other, each killed at its point, and the last one to the end of the work. */
export async function crashRun(options: CrashOptions): Promise<CrashRun> {
  const chain = new HostChain(options)
  try {
    for (const point of options.points) await chain.killedAt(point)
    return await chain.toTheEnd()
  } finally {
    chain.close()
  }
}

class HostChain {
  readonly #options: CrashOptions
  readonly #trigger = new Trigger()
  readonly #person: Person
  readonly #done: Promise<'done'>
  readonly #timer: NodeJS.Timeout
  readonly #problems: string[] = []
  readonly #errors: string[] = []
  #orphans: readonly Seen[] = []
  #host: HostProcess | null = null
  #met: HostProcess | null = null
  #reached = 0

  constructor(options: CrashOptions) {
    this.#options = options
    this.#person = new Person({
      event: (event) => this.#trigger.event(event),
      acknowledged: (count) => this.#trigger.acknowledged(count),
    })
    this.#timer = setTimeout(() => this.#giveUp(), options.patienceMs)
    this.#done = options.work(this.#person, () => this.#trigger.pull()).then(() => 'done' as const)
    // Whoever waits for it hears of a failure; until then it is no unhandled one.
    this.#done.catch(() => undefined)
  }

  async killedAt(point: KillPoint): Promise<void> {
    const reached = this.#trigger.arm(point)
    const host = this.#host ?? this.#start()
    const met = this.#met === host ? Promise.resolve('met' as const) : this.#meet(host)
    const up = await Promise.race([met, ...(point.at.kind === 'start' ? [reached] : [])])
    this.#trigger.begin()
    const end = up === 'reached' ? up : await Promise.race([reached, this.#done])
    const { sandbox, sharp } = this.#options
    if (end === 'reached' && sharp === true) killHard(host.pid, 'SIGSTOP')
    if (end === 'reached') this.#reached += 1
    if (isPart(point.victims)) {
      if (end === 'reached') await killPart(point.victims, sandbox, host)
      return
    }
    this.#host = null
    this.#orphans = await killHost(host, { sandbox, point, orphans: this.#orphans })
    this.#errors.push(host.errors)
    this.#person.lose()
  }

  async toTheEnd(): Promise<CrashRun> {
    this.#trigger.disarm()
    const host = this.#host ?? this.#start()
    if (this.#met !== host) await this.#meet(host)
    await this.#done
    await this.#options.atRest(this.#person, host)
    const code = await host.end()
    if (code !== 0) this.#problems.push(`the host ended with ${code}`)
    this.#errors.push(host.errors)
    return { person: this.#person, problems: this.#problems, errors: this.#errors, reached: this.#reached }
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#trigger.disarm()
    this.#person.fail(new Error('the run is over'))
    if (this.#host !== null) killHard(this.#host.pid)
  }

  #start(): HostProcess {
    const { nodeArguments = () => [], pool, programs, sandbox } = this.#options
    const more = programs === undefined ? {} : { programs }
    this.#host = new HostProcess(sandbox, { pool, nodeArguments: nodeArguments(), ...more })
    return this.#host
  }

  /** Nothing of an earlier host may be left once the next one serves. */
  async #meet(host: HostProcess): Promise<'met'> {
    const ready = await host.ready
    if (ready === null) throw new Error(`the host did not start: ${host.errors}`)
    for (const left of stillAlive(this.#orphans)) this.#problems.push(`outlived its host: ${left.pid} ${left.command}`)
    await this.#person.meet(ready)
    this.#met = host
    return 'met'
  }

  #giveUp(): void {
    this.#person.fail(new Error(`not at rest in time: ${statesOf(this.#person)}`))
    if (this.#host !== null) killHard(this.#host.pid)
  }
}

interface Killing {
  readonly sandbox: Sandbox
  readonly point: KillPoint
  readonly orphans: readonly Seen[]
}

/** Every process that must not outlive it: those of its time, and those of the hosts before. */
async function killHost(host: HostProcess, { sandbox, point, orphans }: Killing): Promise<readonly Seen[]> {
  const before = processesAbout(sandbox.folder)
  if (point.victims === 'all') {
    const helper = childrenOf(host.pid)
    for (const pid of [...helper, ...before.map((seen) => seen.pid)]) if (pid !== host.pid) killHard(pid)
  }
  await host.kill()
  if (point.victims === 'machine') for (const { pid } of processesAbout(sandbox.folder)) killHard(pid)
  return [...orphans, ...before, ...processesAbout(sandbox.folder)]
}

export function statesOf(person: Person): string {
  return [...person.model.thread.values()]
    .map((thread) => `${thread.id} ${JSON.stringify(thread.state)}${thread.discarding ? ' discarding' : ''}`)
    .join('; ')
}

/** Tells when the armed point is reached. */
class Trigger {
  #point: KillPoint | null = null
  #reached = Promise.withResolvers<'reached'>()
  #events = 0
  #acknowledged = 0
  #pulled = false
  #timer: NodeJS.Timeout | null = null

  arm(point: KillPoint | null): Promise<'reached'> {
    this.#point = point
    this.#reached = Promise.withResolvers<'reached'>()
    this.#events = 0
    if (point?.at.kind === 'start') this.#after(point.at.ms)
    // The work may say so while an earlier point is still being seen to.
    if (point?.at.kind === 'told' && this.#pulled) this.pull()
    if (point?.at.kind === 'acknowledgment' && this.#acknowledged >= point.at.count) this.#reached.resolve('reached')
    return this.#reached.promise
  }

  /** The host is ready. */
  begin(): void {
    if (this.#point?.at.kind === 'ready') this.#after(this.#point.at.ms)
  }

  event({ event }: StoredEvent): void {
    const at = this.#point?.at
    if (at?.kind !== 'event' || at.type !== event.type) return
    this.#events += 1
    if (this.#events === at.count) this.#reached.resolve('reached')
  }

  acknowledged(count: number): void {
    this.#acknowledged = count
    const at = this.#point?.at
    if (at?.kind === 'acknowledgment' && count >= at.count) this.#reached.resolve('reached')
  }

  pull(): void {
    this.#pulled = this.#point?.at.kind !== 'told'
    if (!this.#pulled) this.#reached.resolve('reached')
  }

  disarm(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#point = null
  }

  #after(ms: number): void {
    const { resolve } = this.#reached
    this.#timer = setTimeout(() => resolve('reached'), ms)
  }
}
