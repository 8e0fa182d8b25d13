import type { ModelBatch } from '../../../shared/contract/channels/model.ts'
import { Replica } from '../../../shared/contract/replica.ts'
import type { StoredEvent } from '../../../shared/domain/event.ts'
import type { HostApi } from '../host-api.ts'
import type { ModelPatch } from './messages.ts'
import { ModelDiffer } from './model-differ.ts'

export interface ModelFeedOptions {
  /** Events in order, without a gap since the last call of either. */
  readonly onEvents: (events: readonly StoredEvent[]) => void
  /** A snapshot replaced the model: what happened in between is not told. */
  readonly onSnapshot: () => void
  /** Something was applied: the model is complete and up to date. */
  readonly onApplied: () => void
}

/** The replica of the live model, and what of it the page has not been told. */
export class ModelFeed {
  readonly #options: ModelFeedOptions
  readonly #replica = new Replica()
  readonly #differ = new ModelDiffer()
  #commands: string[] = []
  #told: { readonly host: string; readonly sequence: number } | null = null

  constructor(options: ModelFeedOptions) {
    this.#options = options
  }

  /** Follows over one line, which ends it by failing. Resolves with `outdated` where this page can't go on. */
  async follow(api: HostApi, signal: AbortSignal): Promise<'lost' | 'outdated'> {
    for (;;) {
      this.#replica.reconnected()
      const after = this.#replica.position
      const batches = await api.model.watch(after === undefined ? {} : { after }, { signal })
      const stale = await this.#watch(batches, signal)
      if (stale === null) return 'lost'
      if (stale === 'unknown-event') return 'outdated'
    }
  }

  take(): ModelPatch | null {
    const at = this.#replica.position
    if (at === undefined || (this.#told?.host === at.host && this.#told.sequence === at.sequence)) return null
    const commands = this.#commands
    this.#commands = []
    this.#told = at
    return { ...at, ...this.#differ.take(this.#replica.model), commands }
  }

  /** Why the replica can't go on from what it has; null when the line ended. */
  async #watch(batches: AsyncIterable<ModelBatch>, signal: AbortSignal): Promise<string | null> {
    for await (const batch of batches) {
      // Another line has taken over.
      if (signal.aborted) return null
      const before = this.#replica.position?.sequence ?? 0
      const applied = this.#replica.apply(batch)
      if (applied.kind === 'stale') return applied.why
      if (applied.kind === 'waiting') continue
      if (batch.kind === 'events') this.#note(batch.events, before)
      else this.#options.onSnapshot()
      this.#options.onApplied()
    }
    return null
  }

  #note(events: readonly StoredEvent[], before: number): void {
    const fresh = events.filter((event) => event.sequence > before)
    for (const event of fresh) {
      if (event.actor === 'person' && event.command !== this.#commands.at(-1)) this.#commands.push(event.command)
    }
    this.#options.onEvents(fresh)
  }
}
