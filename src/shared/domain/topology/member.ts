import type { Model } from '../model.ts'
import { currentThreads } from '../task/threads.ts'
import type { Thread } from '../thread/state.ts'
import type { Cluster, Member } from './state.ts'

/** The thread that does a member's work now; undefined where none has begun. */
export function threadOf(model: Model, { run, task }: Member): Thread | undefined {
  const row = model.task.get(task)
  if (row !== undefined) return currentThreads(model, row).at(-1)
  const threads = [...model.thread.within(run)].filter((thread) => thread.task === task && thread.role === undefined)
  return threads.at(-1)
}

export function memberOf({ run, task }: Pick<Thread, 'run' | 'task'>): Member {
  return { run, task }
}

/** The team that a task belongs to now; undefined while it works alone. */
export function teamOf(model: Model, { project, task }: Pick<Thread, 'project' | 'task'>): Cluster | undefined {
  for (const cluster of model.cluster.within(project)) {
    if (cluster.state.kind === 'team' && cluster.members.some((one) => one.task === task)) return cluster
  }
  return undefined
}

/** The other threads of a thread's team; none while it works alone. */
export function peersOf(model: Model, thread: Thread): readonly Thread[] {
  const team = thread.role === undefined ? teamOf(model, thread) : undefined
  const threads = (team?.members ?? []).flatMap((member) => threadOf(model, member) ?? [])
  return threads.filter(({ id }) => id !== thread.id)
}
