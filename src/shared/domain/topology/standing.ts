import type { CouplingId, ProjectId } from '../../kernel/ids.ts'
import type { Model } from '../model.ts'
import type { Task } from '../task/state.ts'
import { hasLanded } from '../task/threads.ts'
import type { Thread } from '../thread/state.ts'
import { waitsForOther } from './behind.ts'
import { threadOf } from './member.ts'
import type { Member } from './state.ts'

/** Where a member's work stands. */
export type MemberStanding =
  | { readonly kind: 'live'; readonly thread: Thread }
  /** No thread has begun it. */
  | { readonly kind: 'waiting'; readonly task: Task }
  | { readonly kind: 'gone'; readonly because: string }

export function memberStanding(model: Model, member: Member): MemberStanding {
  const task = model.task.get(member.task)
  const thread = threadOf(model, member)
  const title = oneTitle(task, thread)
  if (task?.state.kind === 'removed') return gone(`${title} was taken out of the plan.`)
  if (task?.state.kind === 'landed' || thread?.state.kind === 'landed') return gone(`${title} has landed.`)
  if (task !== undefined && hasLanded(model, task)) return gone(`${title} has landed.`)
  if (thread !== undefined && !thread.archived && thread.state.kind !== 'discarded') return { kind: 'live', thread }
  if (thread !== undefined) return again(task) ?? gone(`${title} was discarded.`)
  return task === undefined || task.child !== undefined
    ? gone(`${title} is not a task of its own.`)
    : { kind: 'waiting', task }
}

function again(task: Task | undefined): MemberStanding | null {
  return task?.state.kind === 'ready' || task?.state.kind === 'starting' ? { kind: 'waiting', task } : null
}

function gone(because: string): MemberStanding {
  return { kind: 'gone', because }
}

function oneTitle(task: Task | undefined, thread: Thread | undefined): string {
  return task?.title ?? thread?.title ?? 'A task'
}

export function titleOf(model: Model, member: Member): string {
  return oneTitle(model.task.get(member.task), threadOf(model, member))
}

/** The project of a member's run; undefined where that is gone. */
export function projectOf(model: Model, { run }: Member): ProjectId | undefined {
  return model.run.get(run)?.project
}

export function isSame(one: Member, other: Member): boolean {
  return one.task === other.task
}

/** Two tasks make one pair, whichever is named first. */
export function pairOf(one: Member, other: Member): { readonly id: CouplingId; readonly members: [Member, Member] } {
  const members: [Member, Member] = one.task < other.task ? [one, other] : [other, one]
  return { id: `${members[0].task}~${members[1].task}` as CouplingId, members }
}

/** One of them can't get into the other's way: it starts from the other's work, or waits for it. */
export function isInOrder(model: Model, [one, other]: readonly [Member, Member]): boolean {
  if (comesAfter(model, one, other) || comesAfter(model, other, one)) return true
  const [first, second] = [threadOf(model, one), threadOf(model, other)]
  if (first === undefined || second === undefined) return false
  return waitsForOther(model, first, second) || waitsForOther(model, second, first)
}

/** By the links of their plan, directly or by others. */
export function comesAfter(model: Model, task: Member, other: Member): boolean {
  if (task.run !== other.run) return false
  const seen = new Set<string>([task.task])
  for (const id of seen) {
    for (const { on } of model.task.get(id)?.after ?? []) seen.add(on)
  }
  return task.task !== other.task && seen.has(other.task)
}
