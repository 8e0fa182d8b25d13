import type { ProjectId, ThreadId } from '../../kernel/ids.ts'
import { type Attention, attentionOf } from '../attention/attention.ts'
import type { DomainEvent, StoredEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { isRecovering } from '../recovery/queries.ts'
import { addedSpend, noSpend } from '../run/spend.ts'
import type { Spend } from '../task/state.ts'
import type { ParkReason } from '../thread/state.ts'

export interface DigestThread {
  readonly thread: ThreadId
  /** Null for one that has left the model since. */
  readonly title: string | null
  readonly at: number
}

/** What happened while nobody looked, from recorded events alone. */
export interface Digest {
  readonly from: number
  readonly to: number
  readonly landed: readonly (DigestThread & { readonly into: string | null })[]
  /** Parked since, and still so. */
  readonly failed: readonly (DigestThread & { readonly reason: ParkReason })[]
  /** Landings that were refused, of threads that have not landed since. */
  readonly refused: readonly (DigestThread & { readonly message: string })[]
  /** What waits for a person now, ranked. */
  readonly waiting: readonly Attention[]
  /** What turns that ended have cost, in runs that something is decided for. */
  readonly spent: Spend
  /** Branches that moved by landings, each with how often. */
  readonly moved: readonly { readonly project: ProjectId; readonly into: string; readonly landings: number }[]
  /** Threads whose agent merged newer commits of the branch. */
  readonly baseMoved: readonly DigestThread[]
  /** Runs a budget paused. */
  readonly paused: readonly { readonly run: string; readonly because: string; readonly at: number }[]
}

/** `events`: in order, of any length; those before `since` (milliseconds since the epoch) are passed over. */
export function digestOf(
  model: Model,
  events: Iterable<StoredEvent>,
  { now, since }: { readonly since: number; readonly now: number },
): Digest {
  const found = new Gathered(model)
  for (const stored of events) if (stored.at >= since) found.take(stored.event, stored.at)
  return { from: since, to: now, ...found.result(), waiting: attentionOf(model) }
}

class Gathered {
  readonly #model: Model
  readonly #landed = new Map<string, Digest['landed'][number]>()
  readonly #failed = new Map<string, Digest['failed'][number]>()
  readonly #refused = new Map<string, Digest['refused'][number]>()
  readonly #moved = new Map<string, Digest['moved'][number]>()
  readonly #baseMoved = new Map<string, DigestThread>()
  readonly #paused = new Map<string, Digest['paused'][number]>()
  #spent: Spend = noSpend

  constructor(model: Model) {
    this.#model = model
  }

  take(event: DomainEvent, at: number): void {
    switch (event.type) {
      case 'thread.landed':
        this.#refused.delete(event.id)
        this.#landed.set(event.id, { ...this.#thread(event.id, at), into: this.#intoOf(event.landing) })
        this.#countMove(event.landing)
        return
      case 'landing.undone':
        this.#landed.delete(this.#model.landing.get(event.id)?.thread ?? '')
        return
      case 'thread.parked':
      case 'thread.turn-withdrawn':
        this.#failed.set(event.id, { ...this.#thread(event.id, at), reason: event.reason })
        return
      case 'landing.refused':
        this.#refuse(event.id, event.failure.message, at)
        return
      case 'thread.base-moved':
        this.#baseMoved.set(event.id, this.#thread(event.id, at))
        return
      case 'pool.spent': {
        const { cost, tokens, workMs = 0 } = event
        this.#spent = addedSpend(this.#spent, { tokens, cost: cost > 0 ? cost : null, workMs })
        return
      }
      case 'run.paused':
        if (event.by === 'budget') this.#paused.set(event.id, { run: event.id, because: event.because, at })
        return
      case 'run.resumed':
        this.#paused.delete(event.id)
        return
      default:
    }
  }

  result(): Omit<Digest, 'from' | 'to' | 'waiting'> {
    return {
      landed: [...this.#landed.values()],
      failed: [...this.#failed.values()].filter((one) => this.#isStill(one.thread, 'parked', one.reason)),
      refused: [...this.#refused.values()].filter((one) => this.#isStill(one.thread, 'ready')),
      spent: this.#spent,
      moved: [...this.#moved.values()],
      baseMoved: [...this.#baseMoved.values()],
      paused: [...this.#paused.values()],
    }
  }

  #thread(thread: ThreadId, at: number): DigestThread {
    return { thread, title: this.#model.thread.get(thread)?.title ?? null, at }
  }

  #intoOf(landing: string): string | null {
    return this.#model.landing.get(landing)?.into ?? null
  }

  #countMove(id: string): void {
    const landing = this.#model.landing.get(id)
    if (landing === undefined) return
    const { into, project } = landing
    const key = `${project} ${into}`
    this.#moved.set(key, { project, into, landings: (this.#moved.get(key)?.landings ?? 0) + 1 })
  }

  #refuse(id: string, message: string, at: number): void {
    const landing = this.#model.landing.get(id)
    if (landing !== undefined) this.#refused.set(landing.thread, { ...this.#thread(landing.thread, at), message })
  }

  /** What a person stopped, another attempt replaced or recovery is at did not fail. */
  #isStill(thread: string, kind: 'parked' | 'ready', reason?: ParkReason): boolean {
    if (isRecovering(this.#model, thread)) return false
    const { code } = reason ?? {}
    if (code === 'superseded' || code === 'interrupted' || code === 'restored') return false
    return this.#model.thread.get(thread)?.state.kind === kind
  }
}
