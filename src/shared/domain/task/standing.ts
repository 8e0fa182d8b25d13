import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { byOrder } from '../run/queries.ts'
import type { ParkReason, Thread } from '../thread/state.ts'
import type { Task, TaskLink } from './state.ts'
import { currentThreads, hasLanded, isStuck } from './threads.ts'

/** What a link means for the task that comes after. `stuck`: nothing moves there without a person. */
type LinkStanding = 'met' | 'open' | 'stuck'

function linkStanding(model: Model, link: TaskLink): LinkStanding {
  const task = model.task.get(link.on)
  if (task === undefined) return 'stuck'
  switch (task.state.kind) {
    case 'landed':
      return 'met'
    case 'parked':
    case 'removed':
      return 'stuck'
    case 'active':
      // What its own run comes to is told by that.
      return task.child === undefined ? standingOfThreads(model, task, link) : 'open'
    default:
      return hasLanded(model, task) ? 'met' : 'open'
  }
}

function standingOfThreads(model: Model, task: Task, { from }: TaskLink): LinkStanding {
  if (hasLanded(model, task)) return 'met'
  const threads = currentThreads(model, task)
  const [only] = threads
  if (from === 'stacked' && threads.length === 1 && only !== undefined && metItsEffort(only)) return 'met'
  return threads.every((thread) => isStuck(model, thread)) ? 'stuck' : 'open'
}

/** Its work is there to start from. */
function metItsEffort({ state }: Thread): boolean {
  return state.kind === 'ready' || state.kind === 'landing' || state.kind === 'landed'
}

/** Brings tasks of a run that have not begun to where their links say they stand. Nothing while it isn't running. */
export function reviewTasks(model: Model, run: string): readonly DomainEvent[] {
  if (model.run.get(run)?.plan?.state.kind !== 'running') return []
  const tasks = [...model.task.within(run)].filter(followsLinks)
  return tasks.sort(byOrder).flatMap((task) => reviewTask(model, task))
}

/** The same of one task. */
export function reviewTask(model: Model, task: Task): readonly DomainEvent[] {
  const { after, id, state } = task
  if (model.run.get(task.run)?.plan?.state.kind !== 'running' || !followsLinks(task)) return []
  // A run of its own starts from the branch: whatever it comes after has to be there.
  const links = task.expand === undefined ? after : after.map(({ on }) => ({ on, from: 'landed' as const }))
  const standings = links.map((link) => linkStanding(model, link))
  const stuck = after.filter((_link, index) => standings[index] === 'stuck').map(({ on }) => on)
  if (stuck.length > 0) {
    const before = state.kind === 'parked' ? (state.on ?? []) : []
    if (before.join() === stuck.join()) return []
    return [{ type: 'task.parked', id, reason: dependency(model, stuck), on: stuck }]
  }
  // One that was parked waits at first, so that those behind it hear of it.
  if (state.kind === 'parked') return [{ type: 'task.blocked', id }]
  const met = standings.every((standing) => standing === 'met')
  if (met === (state.kind === 'ready')) return []
  return [{ type: met ? 'task.readied' : 'task.blocked', id }]
}

function followsLinks({ state }: Task): boolean {
  if (state.kind === 'parked') return state.on !== undefined
  return state.kind === 'waiting' || (state.kind === 'ready' && state.again === undefined)
}

const namesTold = 3

function dependency(model: Model, on: readonly string[]): ParkReason {
  const names = on.map((id) => model.task.get(id)?.key ?? id)
  const more = names.length > namesTold ? [`${names.length - namesTold} more`] : []
  const list = listOf([...names.slice(0, namesTold), ...more])
  const are = names.length === 1 ? 'is' : 'are'
  return {
    code: 'dependency',
    message: `It comes after ${list}, which ${are} parked, discarded or taken out of the plan.`,
    remedy: `It goes on by itself once ${list} can be done. Or take the link out.`,
  }
}

function listOf(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}
