import type { Command } from '../../../shared/domain/command.ts'
import type { EffectKind, Effects } from '../../../shared/domain/effect.ts'
import { outcomeOf } from '../../../shared/domain/testing/outside.ts'
import type { PendingEffect, Simulation } from '../../../shared/domain/testing/simulation.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { EffectKey } from '../../../shared/kernel/ids.ts'
import { ok } from '../../../shared/kernel/result.ts'
import type { CommitBatch, StoredEffect, StorePort } from '../../ports/store.ts'
import { createManualClock, type ManualClock } from '../../ports/testing/manual-clock.ts'
import { MemoryStore } from '../../ports/testing/memory-store.ts'
import type { AnyEffectHandler, EffectContext, EffectHandler } from '../effect-handler.ts'
import { HostEngine } from '../host-engine.ts'
import { dispatchFacts, effectKinds } from './effects.ts'

/** One time that a handler was asked to do an effect. */
export interface Performance {
  readonly key: EffectKey
  /** Which host asked. */
  readonly host: number
  readonly how: 'run' | 'resolve'
  /** Its intent was stored: from here on it may have happened. */
  intended: boolean
  over: boolean
  broke: boolean
}

interface Gate {
  readonly host: number
  readonly open: () => void
}

/**
 * A host with everything outside it played: handlers that answer at once, later, or break; a store
 * that fails when told to; deaths after which the next host finds what was stored and nothing else.
 */
export class EngineWorld {
  /** Effects as they were stored, in order, settled ones included. */
  readonly stored: StoredEffect[] = []
  readonly settledTimes = new Map<EffectKey, number>()
  readonly performances: Performance[] = []
  readonly problems: string[] = []
  readonly limit: number
  memory = new MemoryStore()
  clock: ManualClock = createManualClock()
  hosts = 0
  #engine: HostEngine | null = null
  #begun = false
  #gates: Gate[] = []
  #choices: readonly number[] = [1]
  #choice = 0
  /** From here on everything outside answers at once, and well. */
  #calm = false

  constructor(limit: number) {
    this.limit = limit
  }

  get engine(): HostEngine {
    if (this.#engine === null) throw new Error('no host was started')
    return this.#engine
  }

  /** Whether the present host's effects may start. */
  get begun(): boolean {
    return this.#begun
  }

  choose(choices: readonly number[]): void {
    this.#choices = choices.length === 0 ? [1] : choices
  }

  /** What is under way in the host before is neither stored nor finished any more. */
  async crash(): Promise<void> {
    this.memory = this.memory.reopen()
    await this.start()
  }

  async start(): Promise<void> {
    this.hosts += 1
    this.clock = createManualClock(this.clock.now())
    const { clock } = this
    const problem = (message: string) => void this.problems.push(message)
    const engine = await HostEngine.open({ store: this.#watched(), clock, problem })
    this.#engine = engine
    const prepare = { command: 'run.dispatch', prepare: async () => ok(dispatchFacts) } as const
    const reactors = effectKinds.map((kind) => this.#handler(kind))
    this.#begun = false
    void engine.begin([{ reactors, preparers: [prepare] }], this.limit).then(() => {
      if (this.#engine === engine) this.#begun = true
    })
  }

  /** Lets everything happen that needs neither time nor a gate. */
  async round(): Promise<void> {
    for (let turn = 0; turn < 8; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve))
  }

  openGate(choice: number): void {
    const own = this.#gates.filter((gate) => gate.host === this.hosts)
    const gate = own[choice % Math.max(1, own.length)]
    if (gate === undefined) return
    this.#gates = this.#gates.filter((other) => other !== gate)
    gate.open()
  }

  /** Opens every gate and lets time pass until no effect is left. */
  async quiesce(): Promise<void> {
    this.#calm = true
    for (let attempt = 0; attempt < 500; attempt += 1) {
      for (const gate of this.#gates) gate.open()
      this.#gates = []
      await this.round()
      this.clock.advance(1000)
      await this.round()
      if ((await this.memory.load()).effects.length === 0) return
    }
    throw new Error('effects are never settled')
  }

  /** The store as one host sees it: once that is dead nothing answers it any more. */
  #watched(): StorePort {
    const { memory } = this
    const alive = <Value>(ask: () => Promise<Value>): Promise<Value> =>
      memory === this.memory ? ask() : new Promise(() => undefined)
    return {
      get status() {
        return memory.status
      },
      onStatusChange: (listener) => memory.onStatusChange(listener),
      load: () => alive(() => memory.load()),
      loadStates: (keys) => alive(() => memory.loadStates(keys)),
      listArchived: (aggregate, before, limit) => alive(() => memory.listArchived(aggregate, before, limit)),
      listGroup: (query) => alive(() => memory.listGroup(query)),
      findReceipts: (commands) => alive(() => memory.findReceipts(commands)),
      readEvents: (query) => alive(() => memory.readEvents(query)),
      readRecentEvents: (query) => alive(() => memory.readRecentEvents(query)),
      readTrackEvents: (query) => alive(() => memory.readTrackEvents(query)),
      appendTranscript: (writes) => alive(() => memory.appendTranscript(writes)),
      readTranscript: (thread, page) => alive(() => memory.readTranscript(thread, page)),
      loadKept: (area) => alive(() => memory.loadKept(area)),
      keep: (area, values) => alive(() => memory.keep(area, values)),
      keepPayloads: (rows) => alive(() => memory.keepPayloads(rows)),
      readPayload: (id) => alive(() => memory.readPayload(id)),
      expirePayloads: (before) => alive(() => memory.expirePayloads(before)),
      close: () => memory.close(),
      commit: (batch) =>
        alive(async () => {
          const done = await memory.commit(batch)
          if (done.ok) this.#note(batch)
          return done
        }),
      intend: (effect, intent) => alive(() => memory.intend(effect, intent)),
    }
  }

  #note({ effects, settledEffects }: CommitBatch): void {
    this.stored.push(...effects)
    for (const key of settledEffects) this.settledTimes.set(key, (this.settledTimes.get(key) ?? 0) + 1)
  }

  #handler<Kind extends EffectKind>(kind: Kind): AnyEffectHandler {
    const host = this.hosts
    const handler: EffectHandler<Kind> = {
      kind,
      run: (payload, context) => this.#perform({ host, how: 'run', kind, payload }, context),
      resolve: (payload, _intent, context) => this.#perform({ host, how: 'resolve', kind, payload }, context),
      abandon: (payload, failure) => this.#abandon(kind, payload, failure),
    }
    return handler as unknown as AnyEffectHandler
  }

  async #perform(asked: Asked, context: EffectContext): Promise<readonly Command[]> {
    const { host, how, kind, payload } = asked
    const performance: Performance = { key: context.key, host, how, intended: false, over: false, broke: false }
    this.performances.push(performance)
    const choice = this.#next()
    const intends = how === 'run' && kind.startsWith('landing.')
    if (intends) performance.intended = (await context.intend({ choice })).ok
    if (intends || choice % 3 === 0) await new Promise<void>((open) => this.#gates.push({ host, open }))
    performance.over = true
    if (choice % 7 === 0 && !this.#calm) {
      performance.broke = true
      throw new Error(`${kind} broke`)
    }
    return outcomeOf(this.#simulated(), this.#pending(context.key, kind, payload), choice)
  }

  #abandon(kind: EffectKind, payload: object, failure: Failure): readonly Command[] {
    const { thread } = payload as { thread: never }
    const on = payload as { landing: never; generation: number }
    switch (kind) {
      case 'worktree.create':
        return [{ type: 'worktree.report-create-failed', payload: { thread, failure } }]
      case 'worktree.checkpoint':
        return [{ type: 'worktree.report-checkpoint-failed', payload: { thread, failure } }]
      case 'worktree.trash':
        return [{ type: 'worktree.report-trash-failed', payload: { thread, failure } }]
      case 'worktree.restore':
        return [{ type: 'worktree.report-restore-failed', payload: { thread, failure } }]
      case 'session.prompt':
        return [{ type: 'turn.withdraw', payload: { thread, generation: on.generation, failure } }]
      case 'session.answer':
      case 'session.interrupt':
      case 'session.close':
      case 'terminals.close':
        return []
      default:
        return [{ type: 'landing.report-refused', payload: { landing: on.landing, failure } }]
    }
  }

  #pending(key: EffectKey, kind: EffectKind, payload: object): PendingEffect {
    return { key, effect: { kind, payload, lane: '', interrupting: false } as never }
  }

  /** The part of a simulation that the outside looks at. */
  #simulated(): Simulation {
    const { model } = this.engine
    return { model, now: this.clock.now(), thread: (id: string) => model.thread.get(id) } as unknown as Simulation
  }

  #next(): number {
    if (this.#calm) return 1
    const choice = this.#choices[this.#choice % this.#choices.length] ?? 1
    this.#choice += 1
    return choice
  }
}

interface Asked {
  readonly host: number
  readonly how: 'run' | 'resolve'
  readonly kind: EffectKind
  readonly payload: Effects[EffectKind]
}
