import type { StorePort } from '../../src/main/ports/store.ts'
import type { StoredEvent } from '../../src/shared/domain/event.ts'
import { MemoryModel } from '../../src/shared/domain/memory-model.ts'
import type { Model } from '../../src/shared/domain/model.ts'
import { aggregateOf, reduce } from '../../src/shared/domain/reduce.ts'
import type { Task, TaskLink } from '../../src/shared/domain/task/state.ts'
import { holdsSlot } from '../../src/shared/domain/thread/queries.ts'
import type { Thread } from '../../src/shared/domain/thread/state.ts'

export interface MostSlots {
  readonly pool: number
  /** Of any one project, any one run. */
  readonly project: number
  readonly run: number
}

export interface LimitAudit {
  readonly most: MostSlots
  /** Tasks that began before what they come after was where their link says. */
  readonly tooEarly: number
}

type Holder = Pick<Thread | Task, 'project' | 'run'>

/** Counts slots by project and by run, decision by decision: within one, a slot passes from a task to its thread. */
class Slots {
  readonly #held = {
    pool: new Map<string, number>(),
    project: new Map<string, number>(),
    run: new Map<string, number>(),
  }
  readonly #most = { pool: 0, project: 0, run: 0 }

  get most(): MostSlots {
    return this.#most
  }

  add({ project, run }: Holder, slots: number): void {
    for (const [kind, id] of [
      ['pool', 'pool'],
      ['project', project],
      ['run', run],
    ] as const) {
      this.#held[kind].set(id, (this.#held[kind].get(id) ?? 0) + slots)
    }
  }

  look(): void {
    for (const kind of ['pool', 'project', 'run'] as const) {
      this.#most[kind] = Math.max(this.#most[kind], ...this.#held[kind].values())
    }
  }
}

function slotsOf(row: unknown, aggregate: string): number {
  if (row === undefined) return 0
  if (aggregate === 'thread') return Number(holdsSlot(row as Thread))
  return aggregate === 'task' ? Number((row as Task).state.kind === 'starting') : 0
}

const proven: ReadonlySet<string> = new Set(['ready', 'landing', 'landed'])

function isOpen(model: Model, { from, on }: TaskLink): boolean {
  const other = model.task.get(on)
  if (other?.state.kind === 'landed') return false
  const newest = other?.threads.at(-1)
  const state = newest === undefined ? undefined : model.thread.get(newest.thread)?.state.kind
  return from === 'landed' || state === undefined || !proven.has(state)
}

/** Follows the stored log, so that no moment at which a limit was passed is missed. */
export async function auditLimits(store: StorePort): Promise<LimitAudit> {
  const memory = new MemoryModel()
  const slots = new Slots()
  let tooEarly = 0
  let command: string | null = null
  const follow = (stored: StoredEvent) => {
    if (stored.command !== command) slots.look()
    command = stored.command
    const { event } = stored
    const aggregate = aggregateOf(event)
    const before = memory.model[aggregate].get(event.id)
    memory.put(aggregate, event.id, reduce(before, event, stored))
    const after = memory.model[aggregate].get(event.id)
    if (after === undefined) return
    const taken = slotsOf(after, aggregate) - slotsOf(before, aggregate)
    if (taken !== 0) slots.add(after as Thread | Task, taken)
    if (event.type !== 'task.starting') return
    tooEarly += Number((after as Task).after.some((link) => isOpen(memory.model, link)))
  }
  for (let after = 0; ; ) {
    const page = await store.readEvents({ after, limit: 1000 })
    for (const stored of page) follow(stored)
    after = page.at(-1)?.sequence ?? after
    if (page.length > 0) continue
    slots.look()
    return { most: slots.most, tooEarly }
  }
}
