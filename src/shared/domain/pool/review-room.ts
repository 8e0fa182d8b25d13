import { newestLanding } from '../landing/queries.ts'
import type { Model } from '../model.ts'
import { isRecovering } from '../recovery/queries.ts'
import type { RunPlan } from '../run/state.ts'
import type { Task } from '../task/state.ts'
import type { Thread, ThreadState } from '../thread/state.ts'
import { defaultPoolLimits } from './state.ts'

/** Of the tasks of a run that will be a person's to look at. Candidates of one task are looked at together: they count once. */
export interface ReviewRoom {
  readonly limit: number
  /** They wait for a look now. */
  readonly waiting: number
  /** Their work is under way: each may come to wait for one. */
  readonly working: number
}

/** Back-pressure: how many of a run's tasks wait for a person's look, or are about to. */
export function reviewRoom(model: Model, run: string, plan: RunPlan): ReviewRoom {
  const room = { limit: reviewLimit(model, plan), waiting: 0, working: 0 }
  for (const task of model.task.within(run)) {
    const how = standsAs(model, task, plan.policy.autoLand)
    if (how !== null) room[how] += 1
  }
  return room
}

/** Nothing new begins: with it more could come to wait for a look than may. */
export function reviewIsFull(model: Model, run: string, plan: RunPlan): boolean {
  const { limit, waiting, working } = reviewRoom(model, run, plan)
  return waiting + working >= limit
}

/** How many threads of a run may wait for a review before it starts anything new. */
function reviewLimit(model: Model, { policy }: RunPlan): number {
  return policy.limits.review ?? (model.pool.get('pool')?.limits ?? defaultPoolLimits).review
}

function standsAs(model: Model, task: Task, autoLand: boolean): 'waiting' | 'working' | null {
  const { state } = task
  // What lands by itself is nobody's to look at until its landing was refused.
  const lands = autoLand && task.candidates === 1
  const begins = state.kind === 'starting' || (state.kind === 'ready' && state.again !== undefined)
  if (begins && !lands) return 'working'
  // Also of a task that is parked: a person may have sent one of its threads on.
  const threads = task.threads.flatMap(({ thread }) => model.thread.get(thread) ?? [])
  if (threads.some((thread) => waitsForReview(model, thread, lands))) return 'waiting'
  return !lands && threads.some((thread) => isUnderWay(model, thread)) ? 'working' : null
}

function waitsForReview(model: Model, thread: Thread, lands: boolean): boolean {
  if (thread.state.kind !== 'ready' || (thread.checkpoint?.files ?? 0) === 0) return false
  return !lands || newestLanding(model, thread.id)?.state.kind === 'refused'
}

const underWay: ReadonlySet<ThreadState['kind']> = new Set([
  'queued',
  'preparing',
  'running',
  'needs-you',
  'verifying',
  'landing',
])

function isUnderWay(model: Model, { id, state, turn }: Thread): boolean {
  if (state.kind === 'parked') return isRecovering(model, id)
  const rest = state.kind === 'verifying' && state.rest.kind === 'parked' ? state.rest.reason : turn?.stopping
  // Another one takes its place: only its turn's end is still to come.
  return underWay.has(state.kind) && rest?.code !== 'superseded'
}
