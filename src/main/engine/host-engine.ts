import type { Command, PayloadOf } from '../../shared/domain/command.ts'
import type { Refusal } from '../../shared/domain/decision.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { CommandId } from '../../shared/kernel/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Clock } from '../ports/clock.ts'
import type { StoredEffect, StoredModel, StorePort } from '../ports/store.ts'
import type { Capability } from './capability.ts'
import { CommandQueue } from './command-queue.ts'
import { EffectRunner } from './effect-runner.ts'
import type { Acknowledgment, CommittedBatch, Engine, HostCommand, Submission } from './engine.ts'
import { hostError } from './host-error.ts'
import { LiveModel, namedInstances } from './live-model.ts'
import type { Preparer } from './preparer.ts'
import { digestOf, Receipts } from './receipts.ts'
import { isStoreFailure, retryMs } from './store-failures.ts'
import type { PreparedCommand } from './window.ts'

export interface EngineOptions {
  readonly store: StorePort
  readonly clock: Clock
  readonly problem: (message: string, error: unknown) => void
}

/** What a stopping host did not take in is found again at the next start: turns are sent again, effects resumed. */
const ending: Refusal = {
  code: 'host-ending',
  message: 'The host is ending; the command was not carried out.',
  remedy: 'Send it again once a host is running.',
}

/** How often a host offers its first event to the store before it gives up starting. */
const startAttempts = 4

const lastWord: PreparedCommand = {
  id: 'stop' as CommandId,
  command: { type: 'pool.stop', payload: {} },
  actor: 'host',
  cause: null,
  facts: undefined,
  digest: null,
}

/** The engine of one host. Built over the stored model; effects start with `begin`. */
export class HostEngine implements Engine {
  readonly #options: EngineOptions
  readonly #live: LiveModel
  readonly #queue: CommandQueue
  readonly #receipts: Receipts
  readonly #listeners = new Set<(batch: CommittedBatch) => void>()
  readonly #joined = new Map<
    CommandId,
    { readonly digest: string; readonly answer: Promise<Result<Acknowledgment, Refusal>> }
  >()
  readonly #preparers = new Map<string, Preparer[]>()
  /** Clients may be connected before the host has begun; what they send waits for the preparers. */
  readonly #begun = Promise.withResolvers<void>()
  /** What an earlier host left unsettled, until this one begins. */
  #unsettled: readonly StoredEffect[]
  #runner: EffectRunner | null = null
  #ended = false

  private constructor(options: EngineOptions, stored: StoredModel) {
    const live = new LiveModel(options.store, stored)
    this.#options = options
    this.#live = live
    this.#unsettled = stored.effects
    this.#receipts = new Receipts(options.store)
    this.#queue = new CommandQueue({
      live,
      store: options.store,
      receipts: this.#receipts,
      clock: options.clock,
      committed: (batch, effects) => {
        this.#publish(batch)
        this.#runner?.start(effects)
      },
      problem: options.problem,
    })
  }

  static async open(options: EngineOptions): Promise<HostEngine> {
    return new HostEngine(options, await options.store.load())
  }

  get model(): Model {
    return this.#live.model
  }

  get sequence(): number {
    return this.#live.sequence
  }

  get readOnly(): Refusal | null {
    const { status } = this.#options.store
    return status.kind === 'read-only' ? status.reason : null
  }

  /**
   * Registers the capabilities, tells the model that a host has started, and takes up unsettled effects.
   * Effects run at once, or after `cleared`: what an earlier host left running must be gone first.
   */
  async begin(
    capabilities: readonly Capability[],
    pool: number | PayloadOf<'pool.start'>,
    cleared?: Promise<unknown>,
  ): Promise<Result<void, Refusal>> {
    for (const preparer of capabilities.flatMap((capability) => capability.preparers)) {
      const others = this.#preparers.get(preparer.command) ?? []
      this.#preparers.set(preparer.command, [...others, preparer as Preparer])
    }
    if (this.readOnly !== null) return ok(undefined)
    const { store, clock, problem } = this.#options
    const handlers = capabilities.flatMap((capability) => capability.reactors)
    const runner = new EffectRunner({ handlers, queue: this.#queue, store, clock, model: () => this.model, problem })
    this.#runner = runner
    runner.start(this.#unsettled)
    this.#unsettled = []
    const payload = typeof pool === 'number' ? { limit: pool } : pool
    const command: Command = { type: 'pool.start', payload }
    const started = await this.#push({ id: `start-${this.sequence}`, command }, startAttempts)
    if (!started.ok) {
      this.#runner = null
      return started
    }
    if (cleared === undefined) runner.release()
    else void cleared.catch((error: unknown) => problem('clearing up broke', error)).then(() => runner.release())
    this.#begun.resolve()
    return started
  }

  submit(submission: Submission): Promise<Result<Acknowledgment, Refusal>> {
    const digest = digestOf(submission.command)
    const earlier = this.#joined.get(submission.id)
    if (earlier?.digest === digest) return earlier.answer
    const answer = this.#submit(submission, digest)
    if (earlier === undefined) {
      this.#joined.set(submission.id, { digest, answer })
      void answer.finally(() => this.#joined.delete(submission.id))
    }
    return answer
  }

  async #submit(submission: Submission, digest: string): Promise<Result<Acknowledgment, Refusal>> {
    const { id, command, actor } = submission
    if (this.readOnly !== null) return { ok: false, error: this.readOnly }
    await this.#begun.promise
    if (this.#ended) return { ok: false, error: ending }
    const prepared = await this.#factsFor(id, command)
    if (!prepared.ok) return prepared
    return this.#queue.push({
      commands: [{ id, command, actor, cause: null, facts: prepared.value, digest }],
      settles: null,
    })
  }

  report(host: HostCommand): Promise<Result<void, Refusal>> {
    return this.#push(host, Number.POSITIVE_INFINITY)
  }

  async #push(host: HostCommand, attempts: number): Promise<Result<void, Refusal>> {
    const { id, command, cause = null } = host
    const stamped = { id: id as CommandId, command, actor: 'host', cause, facts: undefined, digest: null } as const
    for (let attempt = 1; ; attempt += 1) {
      if (this.#ended) return { ok: false, error: ending }
      if (this.readOnly !== null) return { ok: false, error: this.readOnly }
      const answer = await this.#queue.push({ commands: [stamped], settles: null })
      if (answer.ok) return ok(undefined)
      if (!isStoreFailure(answer.error) || attempt >= attempts) return answer
      await new Promise<void>((resolve) => this.#options.clock.after(retryMs, resolve))
    }
  }

  subscribe(listener: (batch: CommittedBatch) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  when<Value>(pick: (model: Model) => Value | undefined, signal?: AbortSignal): Promise<Value | undefined> {
    const present = pick(this.model)
    if (present !== undefined || signal?.aborted) return Promise.resolve(present)
    return new Promise((resolve) => {
      const finish = (value: Value | undefined) => {
        stop()
        signal?.removeEventListener('abort', aborted)
        resolve(value)
      }
      const aborted = () => finish(undefined)
      const stop = this.subscribe(() => {
        const value = pick(this.model)
        if (value !== undefined) finish(value)
      })
      signal?.addEventListener('abort', aborted, { once: true })
    })
  }

  /** Takes nothing in any more and waits for what is being stored; the store may be closed after it. */
  async end(): Promise<void> {
    const begun = this.#runner !== null && this.readOnly === null && !this.#ended
    this.#ended = true
    this.#begun.resolve()
    this.#runner?.stop()
    // Where it can't be stored the next host takes this one for killed, which is safe.
    if (begun) await this.#queue.push({ commands: [lastWord], settles: null })
    await this.#queue.end()
  }

  async idle(): Promise<void> {
    while (this.#queue.busy || this.#runner?.busy === true) {
      await this.#queue.drained()
      await this.#runner?.drained()
    }
  }

  #publish(batch: CommittedBatch): void {
    for (const listener of this.#listeners) {
      try {
        listener(batch)
      } catch (error) {
        this.#options.problem('a reader of events broke', error)
      }
    }
  }

  /** Whoever submitted hears of a break; rejecting would end the host, since a joined answer has no other listener. */
  async #factsFor(id: CommandId, command: Command): Promise<Result<unknown, Refusal>> {
    try {
      const known = await this.#receipts.find([id])
      return known.has(id) ? ok(undefined) : await this.#prepare(command)
    } catch (error) {
      this.#options.problem(`preparing ${command.type} broke`, error)
      return err(hostError(command.type))
    }
  }

  async #prepare(command: Command): Promise<Result<unknown, Refusal>> {
    const preparers = this.#preparers.get(command.type)
    if (preparers === undefined) return ok(undefined)
    await this.#live.revive(namedInstances(command.payload))
    let facts: object = {}
    for (const preparer of preparers) {
      const found = await preparer.prepare(command.payload as never, this.model, facts as never)
      if (!found.ok) return found
      facts = { ...facts, ...(found.value as object) }
    }
    return ok(facts)
  }
}
