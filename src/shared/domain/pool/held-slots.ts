import type { Model } from '../model.ts'
import { lineOf } from '../run/own-runs.ts'
import { agentOfNext } from '../task/attempts.ts'
import type { Task } from '../task/state.ts'
import type { AgentChoice, Thread } from '../thread/state.ts'
import { defaultPoolLimits, type PoolLimits } from './state.ts'

/** A slot as limits see it, held or wanted. */
export interface Slot {
  readonly project: string
  readonly agent: AgentChoice | undefined
  /** The run whose tasks it counts among; null for one that plans, verifies or judges. */
  readonly works: string | null
}

export function slotOfThread(thread: Thread): Slot {
  return { project: thread.project, agent: thread.agent, works: thread.role === undefined ? thread.run : null }
}

export function slotOfTask(task: Task): Slot {
  return { project: task.project, agent: agentOfNext(task), works: task.run }
}

/** Whether every slot of the pool is held: told without counting what they are held by. */
export function isFull(model: Model): boolean {
  let free = model.pool.get('pool')?.limit ?? 0
  for (const _thread of model.thread.inRole('holding')) free -= 1
  for (const _task of model.task.inRole('holding')) free -= 1
  return free <= 0
}

/** The slots that are held, counted by everything that a limit may be about. */
export class HeldSlots {
  total = 0
  readonly at: number
  readonly #limits: PoolLimits
  readonly #limit: number
  readonly #projects = new Map<string, number>()
  readonly #agents = new Map<string, number>()
  readonly #providers = new Map<string, number>()
  /** Of a run, those of the runs that its tasks are included. */
  readonly #runs = new Map<string, number>()
  readonly #model: Model
  readonly #crowded = new Set<string>()

  /** `at`: when that is, milliseconds since the epoch; without it the time of open turns is not known. */
  constructor(model: Model, at = 0) {
    this.at = at
    this.#model = model
    const pool = model.pool.get('pool')
    this.#limit = pool?.limit ?? 0
    this.#limits = pool?.limits ?? defaultPoolLimits
    for (const thread of model.thread.inRole('holding')) this.add(slotOfThread(thread))
    for (const task of model.task.inRole('holding')) this.add(slotOfTask(task))
  }

  get full(): boolean {
    return this.total >= this.#limit
  }

  add({ agent, project, works }: Slot): void {
    this.total += 1
    increase(this.#projects, project)
    if (works !== null) for (const run of lineOf(this.#model, works)) increase(this.#runs, run.id)
    if (agent?.kind !== 'catalogue') return
    increase(this.#agents, agent.id)
    const provider = this.#limits.providerOf[agent.id]
    if (provider !== undefined) increase(this.#providers, provider)
  }

  ofProject(project: string): number {
    return this.#projects.get(project) ?? 0
  }

  /** Whether one more is within the limits of the pool, its project, its agent and the provider behind that. */
  hasRoom({ agent, project }: Slot): boolean {
    if (this.full || this.ofProject(project) >= (this.#limits.project ?? Number.POSITIVE_INFINITY)) return false
    if (agent?.kind !== 'catalogue') return true
    if (!isBelow(this.#agents, agent.id, this.#limits.agents)) return false
    const provider = this.#limits.providerOf[agent.id]
    return provider === undefined || isBelow(this.#providers, provider, this.#limits.providers)
  }

  /** Of tasks of a run at work at once; a task's own run keeps within what its parent may have. */
  hasRoomInRun(run: string): boolean {
    return lineOf(this.#model, run).every(({ id, plan }) => {
      const limit = plan?.policy.limits.parallel ?? null
      return limit === null || (this.#runs.get(id) ?? 0) < limit
    })
  }

  /** Whether a run may begin nothing new, found out once: what else is chosen makes it no emptier. */
  isCrowded(run: string, find: () => boolean): boolean {
    if (!this.#crowded.has(run) && find()) this.#crowded.add(run)
    return this.#crowded.has(run)
  }
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function isBelow(counts: ReadonlyMap<string, number>, key: string, limits: Readonly<Record<string, number>>): boolean {
  return !Object.hasOwn(limits, key) || (counts.get(key) ?? 0) < (limits[key] ?? 0)
}
