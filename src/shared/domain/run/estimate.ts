import type { Model } from '../model.ts'
import type { PlannedTask } from '../plan/plan.ts'
import type { Task } from '../task/state.ts'

/** Of one thread, where no task has been done yet: stated with the estimate. */
export const estimateDefaults = { tokens: 150_000, minutes: 12 } as const

/** Tasks that an average is taken over, newest first, and the fewest that it is taken over at all. */
const history = { most: 50, fewest: 3 } as const

export interface Estimate {
  readonly threads: number
  readonly tokens: number
  /** US dollars; unknown where no agent has told what it costs. */
  readonly cost: number | 'unknown'
  /** From the start to the end, with as many at once as may be; waits for a person not counted. */
  readonly minutes: number
  /** What it rests on, in one sentence. */
  readonly basis: string
}

export interface Planned extends Pick<PlannedTask, 'key' | 'candidates'> {
  readonly after: readonly { readonly on: string }[]
}

/** What a fan-out may take. `parallel`: threads at once, at least 1. A rough guess, never a promise. */
export function estimateOf(model: Model, tasks: readonly Planned[], parallel: number): Estimate {
  const threads = tasks.reduce((sum, { candidates }) => sum + candidates, 0)
  const { basis, cost, minutes, tokens } = perThread(model)
  const waves = Math.max(longestChain(tasks), Math.ceil(threads / Math.max(1, parallel)))
  return {
    threads,
    tokens: Math.round(threads * tokens),
    cost: cost === null ? 'unknown' : Math.round(threads * cost * 100) / 100,
    minutes: Math.ceil(waves * minutes),
    basis,
  }
}

interface PerThread {
  readonly tokens: number
  readonly cost: number | null
  readonly minutes: number
  readonly basis: string
}

function perThread(model: Model): PerThread {
  const done = [...model.task.values()].filter(isDone).sort((one, other) => other.since - one.since)
  const recent = done.slice(0, history.most)
  if (recent.length < history.fewest) {
    const { minutes, tokens } = estimateDefaults
    const each = `${tokens.toLocaleString('en-US')} tokens and ${minutes} minutes for each thread`
    return { tokens, minutes, cost: null, basis: `Assumed: ${each}, as too few tasks have been done yet.` }
  }
  const costs = recent.flatMap((task) => (task.spent.cost === null ? [] : [task.spent.cost / task.threads.length]))
  return {
    tokens: middle(recent.map((task) => task.spent.tokens / task.threads.length)),
    minutes: middle(recent.map((task) => task.spent.workMs / task.threads.length)) / 60_000,
    cost: costs.length === 0 ? null : middle(costs),
    basis: `By the last ${recent.length} tasks that were done.`,
  }
}

function isDone({ spent, state, threads }: Task): boolean {
  return state.kind === 'landed' && threads.length > 0 && spent.workMs > 0
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? upper)) / 2
}

/** Tasks that have to be done one after the other, at most. Links round in a circle are passed over. */
function longestChain(tasks: readonly Planned[]): number {
  const depths = new Map<string, number>()
  // Each pass reaches one link further, so that as many passes as tasks are enough in any order.
  for (let pass = 0, changed = true; changed && pass < tasks.length; pass += 1) {
    changed = false
    for (const { after, key } of tasks) {
      const depth = 1 + Math.max(0, ...after.map(({ on }) => depths.get(on) ?? 0))
      if (depth > tasks.length || depth === depths.get(key)) continue
      depths.set(key, depth)
      changed = true
    }
  }
  return Math.max(0, ...depths.values())
}
