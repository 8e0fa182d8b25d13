import type { Delivery } from '../../shared/domain/automation/commands.ts'
import { archivedWith, isSettled, runWithTasks } from '../../shared/domain/companions.ts'
import { MemoryModel } from '../../shared/domain/memory-model.ts'
import type { Aggregate, Model, States } from '../../shared/domain/model.ts'
import { Overlay } from '../../shared/domain/overlay.ts'
import { isKnownAggregate } from '../../shared/domain/reduce.ts'
import type { Task } from '../../shared/domain/task/state.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { NewStateRow, StateRow, StoredModel, StorePort } from '../ports/store.ts'
import { groupForStore } from './group-for-store.ts'

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
  rows(overlay: Overlay, sequence: number): readonly NewStateRow[] {
    const rows = new Map<string, NewStateRow>()
    for (const { aggregate, id, state } of overlay.changes()) {
      rows.set(keyOf({ aggregate, id }), {
        aggregate,
        id,
        state: asJson(state),
        archived: isSettled(aggregate, state),
        sequence,
        ...groupedBy(aggregate, state),
      })
    }
    for (const { archived, ...instance } of [...this.#moved(overlay), ...this.#revivedRuns(overlay)]) {
      const present = overlay.model[instance.aggregate].get(instance.id)
      if (present === undefined) continue
      rows.set(keyOf(instance), { ...instance, state: asJson(present), archived, sequence })
    }
    return [...rows.values()]
  }

  /** What goes to the archive with threads, or comes back from there with them. */
  #moved(overlay: Overlay): readonly MovedInstance[] {
    const moved: MovedInstance[] = []
    for (const { aggregate, state } of overlay.changes()) {
      if (aggregate !== 'thread') continue
      const thread = state as Thread
      const was = this.model.thread.get(thread.id)?.archived ?? false
      if (!thread.archived && !was) continue
      const { archived } = thread
      moved.push(...archivedWith(overlay.model, thread).map((instance) => ({ ...instance, archived })))
    }
    return moved
  }

  /** Archived runs that are live again, with their tasks: one of these was changed. */
  #revivedRuns(overlay: Overlay): readonly MovedInstance[] {
    const runs = new Set<string>()
    for (const { aggregate, id, state } of overlay.changes()) {
      if (aggregate === 'run') runs.add(id)
      if (aggregate === 'task') runs.add((state as Task).run)
    }
    const revived = [...runs].filter((id) => this.#revived.has(keyOf({ aggregate: 'run', id })))
    const instances = revived.flatMap((id) => runWithTasks(overlay.model, id))
    return instances.map((instance) => ({ ...instance, archived: false }))
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
    const named = await this.#store.loadStates(missing)
    const rows = [...named, ...(await this.#tasksOf(named))]
    for (const stored of rows) {
      this.#put(stored)
      if (stored.archived) this.#revived.set(keyOf(stored), stored)
    }
    const further = rows.flatMap((stored) => namedBy(stored))
    if (further.length > 0) await this.revive(further)
  }

  /** The tasks of archived runs: they were stored in the same window as their run. */
  async #tasksOf(rows: readonly StateRow[]): Promise<readonly StateRow[]> {
    const tasks: StateRow[] = []
    for (const run of rows) {
      if (run.aggregate !== 'run' || !run.archived || run.state.plan === undefined) continue
      const archived = await this.#store.listArchived('task', run.sequence + 1, taskLimit)
      tasks.push(
        ...archived.filter((task) => task.state.run === run.state.id && this.model.task.get(task.id) === undefined),
      )
    }
    return tasks
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

/** Rows of one window that may be tasks of one run. */
const taskLimit = 2_000

interface InstanceKey {
  readonly aggregate: Aggregate
  readonly id: string
}

interface MovedInstance extends InstanceKey {
  readonly archived: boolean
}

function keyOf({ aggregate, id }: Pick<StateRow, 'aggregate' | 'id'>): string {
  return `${aggregate} ${id}`
}

function groupedBy(aggregate: Aggregate, state: States[Aggregate]): { readonly group?: string } {
  const group = groupForStore(aggregate, state)
  return group === undefined ? {} : { group }
}

function asJson(state: States[Aggregate]): JsonObject {
  return state as unknown as JsonObject
}

/** Instances that a revived row can't do without. */
function namedBy(stored: StateRow): readonly InstanceKey[] {
  if (stored.aggregate === 'landing') return [{ aggregate: 'thread', id: String(stored.state.thread) }]
  if (stored.aggregate === 'task') return ofTask(stored)
  if (stored.aggregate !== 'thread') return []
  const state = stored.state.state as { readonly landing?: string } | undefined
  return [
    { aggregate: 'worktree', id: stored.id },
    { aggregate: 'verification', id: stored.id },
    { aggregate: 'recovery', id: stored.id },
    { aggregate: 'mailbox', id: stored.id },
    { aggregate: 'run', id: String(stored.state.run) },
    { aggregate: 'task', id: String(stored.state.task) },
    ...promptsOf(stored).map((id) => ({ aggregate: 'prompt' as const, id })),
    ...(state?.landing === undefined ? [] : [{ aggregate: 'landing' as const, id: state.landing }]),
  ]
}

/** Its run and its threads, which say how it stands. */
function ofTask(stored: StateRow): readonly InstanceKey[] {
  const { run, threads } = stored.state as unknown as Pick<Task, 'run' | 'threads'>
  return [{ aggregate: 'run', id: run }, ...threads.map(({ thread }) => ({ aggregate: 'thread' as const, id: thread }))]
}

function promptsOf(stored: StateRow): readonly string[] {
  const { prompts, turn } = stored.state as unknown as Pick<Thread, 'prompts' | 'turn'>
  return [...(turn === null ? [] : [turn.prompt]), ...prompts].map((prompt) => prompt.id)
}

/** The instances that a command's payload names, by the field names that all commands share. */
export function namedInstances(payload: object): readonly InstanceKey[] {
  const fields = payload as Readonly<Record<string, unknown>>
  const named: InstanceKey[] = []
  for (const [field, aggregate] of Object.entries(fieldNames)) {
    const id = fields[field]
    if (typeof id === 'string') named.push({ aggregate, id })
  }
  return [...named, ...delivered(fields.deliveries)]
}

/** What was fired before under the same id, and what holds its key. */
function delivered(deliveries: unknown): readonly InstanceKey[] {
  if (!Array.isArray(deliveries)) return []
  return deliveries.flatMap((delivery: Partial<Delivery>) => [
    ...(delivery.firing === undefined ? [] : [{ aggregate: 'firing' as const, id: delivery.firing }]),
    ...(typeof delivery.claim === 'string' ? [{ aggregate: 'claim' as const, id: delivery.claim }] : []),
  ])
}

const fieldNames: Readonly<Record<string, Aggregate>> = {
  thread: 'thread',
  by: 'thread',
  peer: 'thread',
  answers: 'message',
  landing: 'landing',
  worktree: 'worktree',
  run: 'run',
  task: 'task',
  on: 'task',
  before: 'task',
  firing: 'firing',
  outbound: 'outbound',
}
