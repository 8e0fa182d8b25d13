import type { Model } from '../../shared/domain/model.ts'
import type { Task } from '../../shared/domain/task/state.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import { memberOf, threadOf } from '../../shared/domain/topology/member.ts'
import type { Member } from '../../shared/domain/topology/state.ts'
import { placeOf, type ThreadPlace } from '../../shared/domain/worktree/queries.ts'

/** Live threads and ready tasks of a project that are compared with each other; beyond them, the newest. */
const mostSides = 40

/** One live thread, or one task that is about to begin. */
export interface Side {
  readonly member: Member
  readonly thread: Thread | null
  /** Null until its worktree has been made. */
  readonly place: ThreadPlace | null
  /** Globs of what it is expected to touch, from the folder of the project. */
  readonly expected: readonly string[]
  /** What it is to do, in words. */
  readonly brief: string
  readonly since: number
}

/** Those whose work could get into each other's way. */
export function sidesOf(model: Model, project: string): readonly Side[] {
  const sides = [...liveOf(model, project), ...readyOf(model, project)]
  return sides.length <= mostSides ? sides : sides.sort((one, other) => other.since - one.since).slice(0, mostSides)
}

function* liveOf(model: Model, project: string): Iterable<Side> {
  for (const thread of model.thread.values()) {
    if (thread.project !== project || !isLive(thread)) continue
    const member = memberOf(thread)
    if (threadOf(model, member)?.id !== thread.id) continue
    const task = model.task.get(thread.task)
    const { brief = '', paths: expected = [] } = task ?? {}
    yield { member, thread, place: placeOf(model, thread.id) ?? null, expected, brief, since: thread.createdAt }
  }
}

function isLive({ archived, role, state }: Thread): boolean {
  if (archived || role !== undefined) return false
  if (state.kind === 'parked') return state.reason.code !== 'superseded'
  return state.kind !== 'landed' && state.kind !== 'discarded'
}

function* readyOf(model: Model, project: string): Iterable<Side> {
  for (const task of model.task.values()) {
    if (task.project !== project || !isReady(task)) continue
    const member = { run: task.run, task: task.id }
    const thread = threadOf(model, member)
    if (thread !== undefined && isLive(thread)) continue
    yield { member, thread: null, place: null, expected: task.paths, brief: task.brief, since: task.since }
  }
}

function isReady({ child, state }: Task): boolean {
  return child === undefined && (state.kind === 'ready' || state.kind === 'starting')
}
