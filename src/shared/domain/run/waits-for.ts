import type { Model } from '../model.ts'
import type { LinkKind } from '../plan/plan.ts'
import { HeldSlots } from '../pool/held-slots.ts'
import { type ReviewRoom, reviewRoom } from '../pool/review-room.ts'
import type { Task } from '../task/state.ts'
import type { Thread, ThreadState } from '../thread/state.ts'
import { mayReserve } from './budget.ts'
import type { Run, RunState } from './state.ts'

const notUnderWay: { readonly [Kind in RunState['kind']]?: string } = {
  draft: 'waits for the plan to be approved',
  planning: 'waits for the plan to be approved',
  paused: 'waits for the run to be resumed: it is paused',
  stopped: 'waits for the run to be resumed: it is stopped',
}

/** What a task that has not begun waits for, each in plain words. `now`: see `mayReserve`. */
export function waitsForOf(model: Model, task: Task, now = 0): readonly string[] {
  const run = model.run.get(task.run)
  if (task.state.kind === 'proposed') return ['waits for your yes: it was proposed by a thread']
  const held = run?.plan === undefined ? undefined : notUnderWay[run.plan.state.kind]
  if (held !== undefined) return [held]
  const open = task.after.flatMap(({ from, on }) => {
    const other = model.task.get(on)
    return other === undefined ? [] : openLink(model, other, from)
  })
  if (open.length > 0 && !(task.state.kind === 'ready' && task.state.again !== undefined)) return open
  if (model.pool.get('pool')?.frozenSince !== undefined) return ['waits for the thaw: everything is frozen']
  return [run === undefined ? 'waits for a free slot' : limitOf(model, task, { run, now })]
}

interface Limited {
  readonly run: Run
  readonly now: number
}

/** The limit that keeps a task that is ready from being started; the pool's where no other does. */
function limitOf(model: Model, task: Task, { now, run: { id, plan } }: Limited): string {
  if (plan === undefined) return 'waits for a free slot'
  const again = task.state.kind === 'ready' && task.state.again !== undefined
  const room = reviewRoom(model, id, plan)
  if (!again && room.waiting >= room.limit) return reviewWords(room)
  const { parallel } = plan.policy.limits
  if (!new HeldSlots(model).hasRoomInRun(id)) {
    const most = parallel === null ? 'no more' : `${parallel}`
    return `waits for another task of the run: ${most} may be at work at once`
  }
  if (!again && room.waiting + room.working >= room.limit) return reviewWords(room)
  return mayReserve(model, task, now)
    ? 'waits for a free slot'
    : 'waits for the budget: what is left is reserved or spent'
}

function reviewWords({ limit, waiting, working }: ReviewRoom): string {
  const wait = `waits for a review: ${waiting} of ${limit} ${limit === 1 ? 'thread waits' : 'threads wait'}`
  if (waiting >= limit) return wait
  return `${wait}, ${working} more may once ${working === 1 ? 'its' : 'their'} work is done`
}

function openLink(model: Model, other: Task, from: LinkKind): readonly string[] {
  if (other.state.kind === 'landed' || other.state.kind === 'removed') return []
  const thread = model.thread.get(other.chosen ?? other.threads.at(-1)?.thread ?? '')
  const state = thread?.state.kind
  if (from === 'stacked' && (state === 'ready' || state === 'landing' || state === 'landed')) return []
  const wanted = from === 'landed' ? 'not landed' : 'not ready'
  return [`waits for ${other.key}: ${wanted}, ${standing(other, thread)}`]
}

const threadStandings: { readonly [Kind in ThreadState['kind']]: string } = {
  queued: 'waits for a free slot',
  preparing: 'is being prepared',
  running: 'is running',
  'needs-you': 'waits for your answer',
  verifying: 'is being checked',
  ready: 'needs your review',
  landing: 'is being landed',
  landed: 'has landed',
  parked: 'is parked',
  discarded: 'was discarded',
}

function standing({ child, state }: Task, thread: Thread | undefined): string {
  if (state.kind === 'parked') return `is parked (${state.reason.code})`
  if (state.kind === 'starting') return 'is being started'
  if (state.kind !== 'active') return 'has not begun'
  if (child !== undefined) return 'is a run of its own'
  if (thread === undefined) return 'is at its end'
  if (thread.state.kind === 'parked') return `is parked (${thread.state.reason.code})`
  return threadStandings[thread.state.kind]
}
