import type { Command } from '../../shared/domain/command.ts'
import type { Refusal } from '../../shared/domain/decision.ts'
import type { EffectKind, Effects } from '../../shared/domain/effect.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { CommandId, EffectKey } from '../../shared/kernel/ids.ts'
import type { JsonValue } from '../../shared/kernel/json.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { Clock } from '../ports/clock.ts'
import type { StoredEffect, StorePort } from '../ports/store.ts'
import type { CommandQueue, GroupAnswer } from './command-queue.ts'
import type { AnyEffectHandler, EffectContext, EffectHandler } from './effect-handler.ts'
import { wentUnder } from './lost-effect.ts'
import { isStoreFailure, retryMs } from './store-failures.ts'
import { causeOf, type PreparedCommand } from './window.ts'

export interface EffectRunnerOptions {
  readonly handlers: readonly AnyEffectHandler[]
  readonly queue: CommandQueue
  readonly store: StorePort
  readonly clock: Clock
  readonly model: () => Model
  /** Told of a handler that broke; the effect is abandoned with an outcome all the same. */
  readonly problem: (message: string, error: unknown) => void
}

/** An effect with what it intends by now. */
type Noted = Omit<StoredEffect, 'intent'> & { intent: StoredEffect['intent'] }

/** How often an effect is done once more whose git went under with what starts processes. */
const onceMoreAtMost = 3

/** Runs stored effects: one at a time per lane, in order, interrupting ones at once. */
export class EffectRunner {
  readonly #options: EffectRunnerOptions
  readonly #handlers: ReadonlyMap<string, EffectHandler>
  readonly #lanes = new Map<string, StoredEffect[]>()
  readonly #running = new Set<Promise<void>>()
  #held: StoredEffect[] | null = []
  #stopped = false

  constructor(options: EffectRunnerOptions) {
    this.#options = options
    this.#handlers = new Map(options.handlers.map((handler) => [handler.kind, handler as EffectHandler]))
  }

  get busy(): boolean {
    return this.#running.size > 0
  }

  /** Starts effects that were just stored, or that a restart found unsettled. */
  start(effects: readonly StoredEffect[]): void {
    if (this.#stopped) return
    if (this.#held !== null) {
      this.#held.push(...effects)
      return
    }
    for (const effect of effects) {
      if (effect.interrupting) this.#track(this.#perform(effect))
      else this.#enqueue(effect)
    }
  }

  /** Lets go of what was started so far: at a restart, effects wait until the model knows of it. */
  release(): void {
    const held = this.#held ?? []
    this.#held = null
    this.start(held)
  }

  async drained(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }

  /** No further effect starts; what runs is left to its end. Unsettled effects are found at the next start. */
  stop(): void {
    this.#stopped = true
    this.#lanes.clear()
  }

  #enqueue(effect: StoredEffect): void {
    const lane = this.#lanes.get(effect.lane)
    if (lane !== undefined) {
      lane.push(effect)
      return
    }
    const fresh = [effect]
    this.#lanes.set(effect.lane, fresh)
    this.#track(this.#drain(effect.lane, fresh))
  }

  async #drain(name: string, lane: StoredEffect[]): Promise<void> {
    for (let effect = lane[0]; effect !== undefined && !this.#stopped; effect = lane[0]) {
      await this.#perform(effect)
      lane.shift()
    }
    if (this.#lanes.get(name) === lane) this.#lanes.delete(name)
  }

  #track(work: Promise<void>): void {
    this.#running.add(work)
    void work.finally(() => this.#running.delete(work))
  }

  /** Never rejects. What breaks even in its ending stays unsettled, for the next host; the thread goes on. */
  async #perform(effect: StoredEffect): Promise<void> {
    try {
      await this.#finish(effect)
    } catch (error) {
      this.#options.problem(`effect ${effect.key} (${effect.kind}) has no outcome`, error)
    }
  }

  async #finish(effect: StoredEffect): Promise<void> {
    const outcome = await this.#outcome(effect)
    if (outcome.length === 0) {
      this.#options.queue.settle(effect.key)
      return
    }
    const commands = outcome.map((command, at) => this.#stamp(effect.key, command, `outcome-${at}`))
    await this.#settle({ commands, settles: effect.key })
  }

  async #outcome(effect: StoredEffect): Promise<readonly Command[]> {
    const handler = this.#handlers.get(effect.kind)
    if (handler === undefined) throw new Error(`no handler for effects of kind ${effect.kind}`)
    const noted = { ...effect }
    for (let times = 0; ; times += 1) {
      const outcome = await this.#handled(handler, noted)
      if (!wentUnder(outcome) || times === onceMoreAtMost || this.#stopped) return outcome
      await this.#pause()
    }
  }

  /** As after a restart: what was intended is asked for, and anything else done again. */
  async #handled(handler: EffectHandler, effect: Noted): Promise<readonly Command[]> {
    const payload = effect.payload as unknown as Effects[EffectKind]
    const context = this.#context(effect)
    try {
      if (effect.intent !== null && handler.resolve !== undefined) {
        return await handler.resolve(payload, effect.intent, context)
      }
      return await handler.run(payload, context)
    } catch (error) {
      this.#options.problem(`effect ${effect.key} (${effect.kind}) broke`, error)
      return handler.abandon(payload, broken(effect.kind as EffectKind, error))
    }
  }

  #context(effect: Noted): EffectContext {
    const { store, queue, model } = this.#options
    let reported = 0
    return {
      key: effect.key,
      get model() {
        return model()
      },
      intend: async (intent: JsonValue): Promise<Result<void, Refusal>> => {
        const stored = await store.intend(effect.key, intent)
        if (stored.ok) effect.intent = intent
        return stored
      },
      report: async (command) => {
        reported += 1
        const stamped = this.#stamp(effect.key, command, `report-${reported}`)
        const answer = await queue.push({ commands: [stamped], settles: null })
        return answer.ok ? { ok: true, value: undefined } : answer
      },
    }
  }

  #stamp(effect: EffectKey, command: Command, part: string): PreparedCommand {
    return {
      id: `${effect}/${part}` as CommandId,
      command,
      actor: 'host',
      cause: causeOf(effect),
      facts: undefined,
      digest: null,
    }
  }

  /** What happened outside must not be forgotten because the disk is full: offered until it is stored. */
  async #settle(group: Parameters<CommandQueue['push']>[0]): Promise<GroupAnswer> {
    for (;;) {
      const answer = await this.#options.queue.push(group)
      if (answer.ok || !isStoreFailure(answer.error) || this.#stopped) return answer
      await this.#pause()
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => void this.#options.clock.after(retryMs, resolve))
  }
}

function broken(kind: EffectKind, error: unknown): Failure {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    code: 'host-error',
    message: `Switchyard failed while doing ${kind}: ${reason}. Nothing else was touched.`,
    remedy: 'Try again; if it happens again, report it with the output of `switchyard doctor`.',
  }
}
