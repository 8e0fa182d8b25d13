import { archivedWith, isSettled } from '../domain/companions.ts'
import type { StoredEvent } from '../domain/event.ts'
import { MemoryModel } from '../domain/memory-model.ts'
import type { Model } from '../domain/model.ts'
import { aggregateOf, reduce } from '../domain/reduce.ts'
import type { ModelBatch, StateEntry } from './channels/model.ts'
import { isKnownEvent } from './known-events.ts'

/**
 * What a batch did. `stale` with `unknown-event`: the host is newer, so the page must be loaded
 * again. `stale` otherwise: the replica asks for a fresh snapshot.
 */
export type Applied =
  | { readonly kind: 'applied' }
  /** A snapshot or resync is under way: what was there is still shown, though old. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'stale'; readonly why: 'unknown-event' | 'unknown-instance' | 'gap' }

const applied: Applied = { kind: 'applied' }
const waiting: Applied = { kind: 'waiting' }

/** A client's copy of the live model: snapshots replace it, events advance it one by one. */
export class Replica {
  #memory = new MemoryModel()
  #host: string | null = null
  #sequence = 0
  #gathering: StateEntry[] | null = null
  #broken = false

  get model(): Model {
    return this.#memory.model
  }

  /** Where to go on after a reconnection; undefined while there is nothing to go on from. */
  get position(): { readonly host: string; readonly sequence: number } | undefined {
    if (this.#host === null || this.#broken) return undefined
    return { host: this.#host, sequence: this.#sequence }
  }

  /** A new connection: half a snapshot of the old one is worth nothing. */
  reconnected(): void {
    this.#gathering = null
  }

  apply(batch: ModelBatch): Applied {
    switch (batch.kind) {
      case 'snapshot':
        return this.#snapshot(batch)
      case 'resync':
        this.#gathering = null
        return waiting
      case 'events':
        return this.#events(batch.events)
    }
  }

  #snapshot(part: Extract<ModelBatch, { kind: 'snapshot' }>): Applied {
    if (part.first) this.#gathering = []
    if (this.#gathering === null) return this.#stale('gap')
    this.#gathering.push(...part.states)
    if (!part.last) return waiting
    const memory = new MemoryModel()
    for (const entry of this.#gathering) memory.put(entry.aggregate, entry.id, entry.state)
    this.#memory = memory
    this.#gathering = null
    this.#host = part.host
    this.#sequence = part.sequence
    this.#broken = false
    return applied
  }

  #events(events: readonly StoredEvent[]): Applied {
    if (this.#host === null || this.#broken) return this.#stale('gap')
    for (const stored of events) {
      if (stored.sequence <= this.#sequence) continue
      if (stored.sequence !== this.#sequence + 1) return this.#stale('gap')
      if (!isKnownEvent(stored.event.type)) return this.#stale('unknown-event')
      if (!this.#reduce(stored)) return this.#stale('unknown-instance')
      this.#sequence = stored.sequence
    }
    return applied
  }

  #reduce(stored: StoredEvent): boolean {
    const aggregate = aggregateOf(stored.event)
    const present = this.model[aggregate].get(stored.event.id)
    if (present === undefined && !begins(stored)) return false
    const state = reduce(present, stored.event, stored)
    if (isSettled(aggregate, state)) this.#memory.remove(aggregate, stored.event.id)
    else this.#memory.put(aggregate, stored.event.id, state)
    if (stored.event.type === 'thread.archived') this.#archive(stored.event.id)
    return true
  }

  #archive(id: string): void {
    const thread = this.model.thread.get(id)
    if (thread === undefined) return
    for (const companion of archivedWith(this.model, thread)) this.#memory.remove(companion.aggregate, companion.id)
  }

  #stale(why: Extract<Applied, { kind: 'stale' }>['why']): Applied {
    this.#broken = true
    this.#gathering = null
    return { kind: 'stale', why }
  }
}

/** Events that make their instance; any other about an unknown one means that it was archived here. */
function begins({ event }: StoredEvent): boolean {
  switch (event.type) {
    case 'project.opened':
    case 'run.created':
    case 'thread.dispatched':
    case 'prompt.sent':
    case 'landing.requested':
    case 'pool.configured':
    case 'task.planned':
    case 'verification.started':
    case 'recovery.diagnosed':
    case 'message.sent':
    case 'message.refused':
    case 'mailbox.opened':
    case 'mailbox.touched':
    case 'finding.published':
    case 'contract.named':
    case 'contractVersion.published':
    case 'negotiation.opened':
    case 'item.added':
    case 'coupling.measured':
    case 'cluster.proposed':
    case 'cluster.formed':
    case 'automation.found':
    case 'firing.recorded':
    case 'claim.taken':
    case 'outbound.staged':
      return true
    case 'worktree.leased':
      return event.generation === 1
    default:
      return false
  }
}
