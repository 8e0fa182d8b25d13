import type { ThreadId } from '../../kernel/ids.ts'
import { landsByItself } from '../landing/by-itself.ts'
import type { Model } from '../model.ts'
import { ownRunStanding } from '../run/own-runs.ts'
import { canMove } from '../run/progress.ts'
import type { Run } from '../run/state.ts'
import type { Task } from '../task/state.ts'
import { currentThreads, isStuck } from '../task/threads.ts'
import type { Thread } from '../thread/state.ts'
import type { FiringOutcome } from './state.ts'

/** How what an automation dispatched stands, in the thread that says so. */
export type RunRest =
  | { readonly kind: 'moving'; readonly thread: ThreadId }
  | { readonly kind: 'rested'; readonly thread: ThreadId; readonly as: 'ready' | 'parked' }
  | { readonly kind: 'over'; readonly thread: ThreadId; readonly outcome: Exclude<FiringOutcome, 'answered'> }

/** How the run of one task stands; null where it is on the way from one to the other, which changes nothing. */
export function runRest(model: Model, run: Run): RunRest | null {
  const task = model.task.get(run.task ?? '')
  if (task === undefined) {
    const thread = model.thread.get(run.thread ?? '')
    return thread === undefined ? null : threadsRest(model, [thread])
  }
  const thread = task.threads.at(-1)?.thread ?? run.thread
  if (thread === null) return null
  switch (task.state.kind) {
    case 'landed':
      return { kind: 'over', thread: task.state.thread, outcome: 'landed' }
    case 'removed':
      return { kind: 'over', thread, outcome: 'nothing' }
    case 'parked':
      return { kind: 'rested', thread, as: 'parked' }
    case 'active':
      return task.child === undefined ? threadsRest(model, currentThreads(model, task)) : childRest(model, task, thread)
    default:
      return { kind: 'moving', thread }
  }
}

/** Of a task that became a run of its own. */
function childRest(model: Model, task: Task, thread: ThreadId): RunRest | null {
  const child = model.run.get(task.child ?? '')
  if (child === undefined) return null
  const standing = ownRunStanding(model, child)
  if (standing?.kind === 'landed') return { kind: 'over', thread: standing.thread, outcome: 'landed' }
  return canMove(model, child) ? { kind: 'moving', thread } : { kind: 'rested', thread, as: 'parked' }
}

function threadsRest(model: Model, threads: readonly Thread[]): RunRest | null {
  const last = threads.at(-1)
  if (last === undefined) return null
  const landed = threads.find(({ state }) => state.kind === 'landed')
  if (landed !== undefined) return { kind: 'over', thread: landed.id, outcome: 'landed' }
  const moving = threads.find((thread) => moves(model, thread))
  if (moving !== undefined) return { kind: 'moving', thread: moving.id }
  if (threads.some(isBetween)) return null
  const ready = threads.find(({ state }) => state.kind === 'ready')
  if (ready !== undefined) return { kind: 'rested', thread: ready.id, as: 'ready' }
  if (threads.every(({ state }) => state.kind === 'discarded')) {
    return { kind: 'over', thread: last.id, outcome: 'discarded' }
  }
  return { kind: 'rested', thread: last.id, as: 'parked' }
}

/** A person's edit is being saved, or its landing is tried: it was at rest before, and may be again. */
function isBetween({ state }: Thread): boolean {
  return state.kind === 'landing' || (state.kind === 'verifying' && state.after === 'edit')
}

function moves(model: Model, thread: Thread): boolean {
  switch (thread.state.kind) {
    case 'ready':
      return thread.prompts.length > 0 || landsByItself(model, thread)
    case 'parked':
      return !isStuck(model, thread)
    case 'discarded':
    case 'landed':
      return false
    default:
      return !isBetween(thread)
  }
}
