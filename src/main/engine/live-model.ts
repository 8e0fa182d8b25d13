import { archivedWith, isSettled } from '../../shared/domain/companions.ts'
import { MemoryModel } from '../../shared/domain/memory-model.ts'
import type { Aggregate, Model, States } from '../../shared/domain/model.ts'
import { Overlay } from '../../shared/domain/overlay.ts'
import { isKnownAggregate } from '../../shared/domain/reduce.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { StateRow, StoredModel, StorePort } from '../ports/store.ts'

/** The committed live model, and how a commit window changes it. */
export class LiveModel {
  readonly #memory = new MemoryModel()
  readonly #revived = new Map<string, StateRow>()
  readonly #store: StorePort
  sequence: number

  constructor(store: StorePort, stored: StoredModel) {
    this.#store = store
    this.sequence = stored.sequence
    for (const row of stored.states) this.#put(row)
  }

  get model(): Model {
    return this.#memory.model
  }

  overlay(): Overlay {
    return new Overlay(this.model)
  }

  /** The rows that store an overlay's changes; archived threads take their companions along. */
  rows(overlay: Overlay, sequence: number): readonly StateRow[] {
    const rows = new Map<string, StateRow>()
    for (const { aggregate, id, state } of overlay.changes()) {
      rows.set(keyOf({ aggregate, id }), {
        aggregate,
        id,
        state: asJson(state),
        archived: isSettled(aggregate, state),
        sequence,
      })
    }
    for (const { aggregate, state } of overlay.changes()) {
      if (aggregate !== 'thread') continue
      const thread = state as Thread
      const was = this.model.thread.get(thread.id)?.archived ?? false
      if (!thread.archived && !was) continue
      for (const companion of archivedWith(overlay.model, thread)) {
        const present = overlay.model[companion.aggregate].get(companion.id)
        if (present === undefined) continue
        const key = keyOf(companion)
        rows.set(key, { ...companion, state: asJson(present), archived: thread.archived, sequence })
      }
    }
    return [...rows.values()]
  }

  /** Takes over what was just stored. */
  commit(rows: readonly StateRow[], sequence: number): void {
    this.sequence = sequence
    for (const stored of rows) {
      this.#revived.delete(keyOf(stored))
      if (stored.archived && isKnownAggregate(stored.aggregate)) this.#memory.remove(stored.aggregate, stored.id)
      else this.#put(stored)
    }
  }

  /** Brings archived instances that a command names back into the live model. */
  async revive(keys: readonly InstanceKey[]): Promise<void> {
    const wanted = [...keys, ...keys.flatMap((key) => this.#runOf(key))]
    const missing = wanted.filter((key) => this.model[key.aggregate].get(key.id) === undefined)
    if (missing.length === 0) return
    const rows = await this.#store.loadStates(missing)
    for (const stored of rows) {
      this.#put(stored)
      if (stored.archived) this.#revived.set(keyOf(stored), stored)
    }
    const further = rows.flatMap((stored) => namedBy(stored))
    if (further.length > 0) await this.revive(further)
  }

  /** What was only looked at goes back to the archive; what a command changed is live again. */
  forgetRevived(): void {
    for (const { aggregate, id } of this.#revived.values()) {
      if (isKnownAggregate(aggregate)) this.#memory.remove(aggregate, id)
    }
    this.#revived.clear()
  }

  /** A run may have been archived with a later attempt while this thread stayed, or came back. */
  #runOf({ aggregate, id }: InstanceKey): readonly InstanceKey[] {
    const run = aggregate === 'thread' ? this.model.thread.get(id)?.run : undefined
    return run === undefined ? [] : [{ aggregate: 'run', id: run }]
  }

  #put(stored: StateRow): void {
    if (isKnownAggregate(stored.aggregate)) this.#memory.put(stored.aggregate, stored.id, stored.state as never)
  }
}

interface InstanceKey {
  readonly aggregate: Aggregate
  readonly id: string
}

function keyOf({ aggregate, id }: Pick<StateRow, 'aggregate' | 'id'>): string {
  return `${aggregate} ${id}`
}

function asJson(state: States[Aggregate]): JsonObject {
  return state as unknown as JsonObject
}

/** Instances that a revived row can't do without. */
function namedBy(stored: StateRow): readonly InstanceKey[] {
  if (stored.aggregate === 'landing') return [{ aggregate: 'thread', id: String(stored.state.thread) }]
  if (stored.aggregate !== 'thread') return []
  const state = stored.state.state as { readonly landing?: string } | undefined
  return [
    { aggregate: 'worktree', id: stored.id },
    { aggregate: 'run', id: String(stored.state.run) },
    ...promptsOf(stored).map((id) => ({ aggregate: 'prompt' as const, id })),
    ...(state?.landing === undefined ? [] : [{ aggregate: 'landing' as const, id: state.landing }]),
  ]
}

function promptsOf(stored: StateRow): readonly string[] {
  const { prompts, turn } = stored.state as unknown as Pick<Thread, 'prompts' | 'turn'>
  return [...(turn === null ? [] : [turn.prompt]), ...prompts].map((prompt) => prompt.id)
}

/** The instances that a command's payload names, by the field names that all commands share. */
export function namedInstances(payload: object): readonly InstanceKey[] {
  const fields = payload as Readonly<Record<string, unknown>>
  const named: InstanceKey[] = []
  for (const aggregate of ['thread', 'landing', 'worktree'] as const) {
    const id = fields[aggregate]
    if (typeof id === 'string') named.push({ aggregate, id })
  }
  return named
}
