import type { Stillness } from '../../shared/domain/recovery/commands.ts'
import type { Clock } from '../ports/clock.ts'
import type { ProcessUsage } from '../ports/process.ts'

export interface StillnessOptions {
  readonly clock: Clock
  /** Milliseconds of the monotonic clock at which the agent was last heard. */
  readonly heardAt: () => number
  /** How long this agent may be still while it waits for its model, milliseconds. */
  readonly patienceMs: number
  /** Whether anybody wants to know. */
  readonly wanted: () => boolean
  readonly openTool: () => string | null
  /** Of the agent's whole process tree. */
  readonly usage: () => Promise<ProcessUsage>
  /** Whether files of the worktree changed since then, milliseconds since the epoch. */
  readonly filesChanged: (since: number) => Promise<boolean>
  readonly report: (stillness: Stillness) => void
}

/** At this part of the patience it is told first; from there each time after twice as long. */
const firstPart = 0.5
/** So little between two looks is no work: waiting costs something too. Shares are of the time between them. */
const idleCpuMs = 20
const idleCpuShare = 0.01
const seldomCpuShare = 0.02
const idleIoBytesPerMs = 1

interface Window {
  /** Milliseconds of the monotonic clock since when nothing has moved. */
  readonly since: number
  readonly lookedAt: number
  readonly last: ProcessUsage
  readonly cpuMs: number | null
  readonly ioBytes: number | null
  readonly nextPart: number
}

/**
 * Gathers what an agent that says nothing does otherwise. It judges nothing and ends nothing: it tells how long
 * neither a word was heard nor processor, files or programs moved, and whatever moves begins that time anew.
 */
export class StillnessWatch {
  readonly #options: StillnessOptions
  #window: Window | null = null
  #looking = false
  #turn = 0

  constructor(options: StillnessOptions) {
    this.#options = options
  }

  /** What a look under way finds out belongs to a turn that is over. */
  reset(): void {
    this.#turn += 1
    this.#window = null
    this.#looking = false
  }

  /** Costs nothing while the agent talks or while nobody wants to know; never two looks at once. */
  async look(): Promise<void> {
    if (this.#looking) return
    const { clock, heardAt, patienceMs, wanted } = this.#options
    const window = this.#window
    if (window !== null && heardAt() > window.since) this.#window = null
    if (clock.monotonic() - heardAt() < lookEveryMs(patienceMs) || !wanted()) return
    const turn = this.#turn
    const over = () => turn !== this.#turn
    this.#looking = true
    const found = await this.#find(over)
    if (over()) return
    this.#looking = false
    this.#window = found
  }

  async #find(over: () => boolean): Promise<Window | null> {
    const { clock, heardAt, patienceMs } = this.#options
    const before = this.#window
    const heard = heardAt()
    const last = await this.#options.usage()
    const now = clock.monotonic()
    if (!last.alive || heardAt() > heard) return null
    const fresh: Window = { since: now, lookedAt: now, last, cpuMs: 0, ioBytes: 0, nextPart: firstPart }
    // What it did before the first look nobody knows, so that its time counts from there.
    if (before === null || moved(before, last, now)) return fresh
    const window: Window = {
      ...before,
      lookedAt: now,
      last,
      cpuMs: sum(before.cpuMs, grown(before.last.cpuMs, last.cpuMs)),
      ioBytes: sum(before.ioBytes, grown(before.last.ioBytes, last.ioBytes)),
    }
    const stillMs = now - window.since
    if (stillMs < window.nextPart * patienceMs) return window
    const filesChanged = await this.#options.filesChanged(clock.now() - stillMs)
    if (filesChanged) return fresh
    if (over() || heardAt() > heard) return null
    this.#report(window, stillMs)
    return { ...window, nextPart: window.nextPart * 2 }
  }

  #report({ cpuMs, ioBytes, last }: Window, silentMs: number): void {
    const { openTool, patienceMs, report } = this.#options
    const children = Math.max(0, last.processes - 1)
    report({
      silentMs,
      cpuMs,
      ioBytes,
      alive: last.alive,
      filesChanged: false,
      children,
      openTool: openTool(),
      patienceMs,
    })
  }
}

/** Milliseconds between two looks at an agent with this patience: few enough that looking costs next to nothing. */
export function lookEveryMs(patienceMs: number): number {
  return Math.min(20_000, Math.max(100, patienceMs / 15))
}

function moved(before: Window, last: ProcessUsage, now: number): boolean {
  if (last.processes !== before.last.processes) return true
  const cpu = grown(before.last.cpuMs, last.cpuMs) ?? 0
  const io = grown(before.last.ioBytes, last.ioBytes) ?? 0
  const ms = now - before.lookedAt
  const idleMs = Math.max(Math.min(idleCpuMs, ms * seldomCpuShare), ms * idleCpuShare)
  return cpu > idleMs || io > ms * idleIoBytesPerMs
}

/** What a program used that has ended may be missing from the sum: a fall is something that happened, too. */
function grown(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : Math.abs(after - before)
}

function sum(before: number | null, more: number | null): number | null {
  return before === null || more === null ? null : before + more
}
