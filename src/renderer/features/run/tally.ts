import type { Model } from '../../../shared/domain/model.ts'
import { isRecovering } from '../../../shared/domain/recovery/queries.ts'
import { taskView } from '../../../shared/domain/run/progress.ts'
import { tasksOf } from '../../../shared/domain/run/queries.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'

/** How a task stands, as far as a run at a glance tells it. */
export type Standing =
  | 'landed'
  | 'landing'
  | 'review'
  | 'working'
  | 'trouble'
  | 'you'
  | 'held'
  | 'queued'
  | 'proposed'
  | 'discarded'

/** In the order in which they are drawn: what is done first. */
export const standings: readonly Standing[] = [
  'landed',
  'landing',
  'review',
  'working',
  'trouble',
  'you',
  'held',
  'queued',
  'proposed',
  'discarded',
]

export interface Tally {
  readonly counts: { readonly [Kind in Standing]?: number }
  /** Tasks of the plan; what is only proposed is no part of it yet. */
  readonly total: number
}

const byState: { readonly [Kind in Thread['state']['kind']]: Standing } = {
  landed: 'landed',
  ready: 'review',
  preparing: 'working',
  running: 'working',
  verifying: 'working',
  landing: 'landing',
  'needs-you': 'you',
  parked: 'you',
  queued: 'queued',
  discarded: 'discarded',
}

export function standingOf(model: Model, task: Task): Standing {
  if (task.state.kind === 'proposed') return 'proposed'
  // What waits for a parked task needs nobody by itself.
  if (task.state.kind === 'parked' && task.state.reason.code === 'dependency') return 'held'
  const { state, thread } = taskView(model, task)
  if (state === 'parked' && thread !== null && isRecovering(model, thread)) return 'trouble'
  return byState[state]
}

export function tallyOf(model: Model, run: string): Tally {
  const counts: { [Kind in Standing]?: number } = {}
  const tasks = tasksOf(model, run)
  for (const task of tasks) {
    const standing = standingOf(model, task)
    counts[standing] = (counts[standing] ?? 0) + 1
  }
  return { counts, total: tasks.length - (counts.proposed ?? 0) }
}

/** '3 working', '1 needs you'. */
export function tallyWord(standing: Standing, count: number): string {
  return `${count} ${count === 1 ? words[standing].one : words[standing].many}`
}

const words: { readonly [Kind in Standing]: { readonly one: string; readonly many: string } } = {
  landed: { one: 'landed', many: 'landed' },
  landing: { one: 'landing', many: 'landing' },
  review: { one: 'to review', many: 'to review' },
  working: { one: 'working', many: 'working' },
  trouble: { one: 'in trouble', many: 'in trouble' },
  you: { one: 'needs you', many: 'need you' },
  held: { one: 'held up', many: 'held up' },
  queued: { one: 'queued', many: 'queued' },
  proposed: { one: 'proposed', many: 'proposed' },
  discarded: { one: 'discarded', many: 'discarded' },
}
