import type { Refusal } from '../../shared/domain/decision.ts'
import type { CommandId, EffectKey } from '../../shared/kernel/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Clock } from '../ports/clock.ts'
import type { Receipt, StoredEffect, StoreFailure, StorePort } from '../ports/store.ts'
import type { Acknowledgment, CommittedBatch } from './engine.ts'
import { hostError } from './host-error.ts'
import { type LiveModel, namedInstances } from './live-model.ts'
import type { Receipts } from './receipts.ts'
import { retryMs } from './store-failures.ts'
import { type PreparedCommand, Window } from './window.ts'

/** How long what can wait is gathered for the next transaction, in milliseconds. */
const windowMs = 16

/** Commands that stand or fall with one transaction, and the effect whose outcome they are. */
export interface Group {
  readonly commands: readonly PreparedCommand[]
  readonly settles: EffectKey | null
}

export type GroupAnswer = Result<Acknowledgment, Refusal>

interface Waiting {
  readonly group: Group
  readonly answer: (answer: GroupAnswer) => void
}

interface Decided {
  readonly waiting: Waiting
  readonly outcome: GroupAnswer
}

export interface CommandQueueOptions {
  readonly live: LiveModel
  readonly store: StorePort
  readonly receipts: Receipts
  readonly clock: Clock
  /** Must not throw: what is committed is committed. */
  readonly committed: (batch: CommittedBatch, effects: readonly StoredEffect[]) => void
  readonly problem: (message: string, error: unknown) => void
}

/**
 * The one queue of a host. Commands that arrive while a commit is in flight wait undecided, so a
 * failed commit drops exactly one window, and every decision is made on what is stored.
 */
export class CommandQueue {
  readonly #options: CommandQueueOptions
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null
  /** Effects that are over and left nothing to decide. */
  #settled: EffectKey[] = []
  #cancelSettling: (() => void) | null = null
  #ended = false

  constructor(options: CommandQueueOptions) {
    this.#options = options
  }

  get busy(): boolean {
    return this.#running !== null
  }

  push(group: Group): Promise<GroupAnswer> {
    return new Promise((answer) => {
      this.#waiting.push({ group, answer })
      this.#start()
    })
  }

  /**
   * Notes that an effect is over without an outcome. It is stored with whatever comes next, at the
   * latest after one window: forgotten in a crash, the effect runs again and finds nothing to do.
   */
  settle(effect: EffectKey): void {
    this.#settled.push(effect)
    this.#settleWithin(windowMs)
  }

  /** Resolves when nothing waits and nothing is being stored. */
  async drained(): Promise<void> {
    if (this.#settled.length > 0) this.#start()
    while (this.#running !== null) await this.#running
  }

  /** Stores what waits; nothing is begun for effects that are over later, a restart finds them. */
  async end(): Promise<void> {
    await this.drained()
    this.#ended = true
    this.#cancelSettling?.()
  }

  #start(): void {
    this.#running ??= this.#run()
  }

  /** Begins a window only after a round of the loop, so that what one answer sets off shares the next. */
  async #run(): Promise<void> {
    try {
      await nextRound()
      do {
        const taken = this.#waiting
        this.#waiting = []
        await this.#attempt(taken)
        this.#options.live.forgetRevived()
        await nextRound()
      } while (this.#waiting.length > 0)
    } finally {
      this.#running = null
    }
    if (this.#settled.length > 0) this.#settleWithin(retryMs)
  }

  #settleWithin(delayMs: number): void {
    if (this.#ended) return
    this.#cancelSettling ??= this.#options.clock.after(delayMs, () => {
      this.#cancelSettling = null
      this.#start()
    })
  }

  /** A command that breaks the host's own code must not take down those that happen to be beside it. */
  async #attempt(taken: readonly Waiting[]): Promise<void> {
    try {
      await this.#commit(taken)
    } catch (error) {
      if (taken.length > 1) for (const waiting of taken) await this.#attempt([waiting])
      else for (const { answer, group } of taken) answer(err(this.#broken(group, error)))
    }
  }

  #broken(group: Group, error: unknown): Refusal {
    const names = group.commands.map((prepared) => prepared.command.type).join(', ')
    this.#options.problem(`deciding or storing ${names} broke`, error)
    return hostError(names)
  }

  async #commit(taken: readonly Waiting[]): Promise<void> {
    const { live, store, clock } = this.#options
    const commands = taken.flatMap((waiting) => waiting.group.commands)
    await live.revive(commands.flatMap((prepared) => namedInstances(prepared.command.payload)))
    const ids = commands.filter((prepared) => prepared.digest !== null).map((prepared) => prepared.id)
    const known = new Map(ids.length === 0 ? [] : await this.#options.receipts.find(ids))
    const overlay = live.overlay()
    const window = new Window(overlay, live.sequence, clock.now())
    const decided = taken.map((waiting): Decided => ({ waiting, outcome: takeGroup(window, waiting.group, known) }))
    const over = [...this.#settled]
    window.settled.push(...over)
    if (window.events.length > 0 || window.settled.length > 0 || window.receipts.length > 0) {
      const states = live.rows(overlay, window.sequence)
      const { events, effects, receipts, settled } = window
      const stored = await store.commit({ events, states, receipts, effects, settledEffects: settled })
      if (!stored.ok) {
        for (const { waiting } of decided) waiting.answer(err(notStored(stored.error)))
        return
      }
      this.#settled = this.#settled.slice(over.length)
      live.commit(states, window.sequence)
      this.#options.receipts.remember(receipts)
      this.#options.committed({ events, sequence: window.sequence }, effects)
    }
    for (const { waiting, outcome } of decided) waiting.answer(outcome)
  }
}

function nextRound(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve))
}

function takeGroup(window: Window, group: Group, known: Map<CommandId, Receipt>): GroupAnswer {
  let answer: GroupAnswer = ok({ command: '' as CommandId, sequence: window.sequence })
  for (const prepared of group.commands) {
    answer = takeOne(window, prepared, known)
    if (!answer.ok && group.settles === null) break
  }
  // An effect's outcome is settled even if the model has moved on and refused it.
  if (group.settles !== null) window.settled.push(group.settles)
  return answer
}

function takeOne(window: Window, prepared: PreparedCommand, known: Map<CommandId, Receipt>): GroupAnswer {
  const earlier = prepared.digest === null ? undefined : known.get(prepared.id)
  if (earlier !== undefined) {
    if (earlier.digest === prepared.digest) return ok({ command: prepared.id, sequence: earlier.sequence })
    return err({
      code: 'command-id-reused',
      message: `The command id ${prepared.id} was used for something else; nothing was done.`,
      remedy: 'Send the command under a fresh id.',
    })
  }
  const taken = window.take(prepared)
  if (!taken.ok) return taken
  const { digest } = prepared
  if (digest !== null) known.set(prepared.id, { command: prepared.id, digest, sequence: taken.value })
  return ok({ command: prepared.id, sequence: taken.value })
}

function notStored(error: StoreFailure): Refusal {
  return { ...error, message: `${error.message} The command was not carried out.` }
}
