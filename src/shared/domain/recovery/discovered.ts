import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { matchesGlob } from '../plan/path-glob.ts'
import { policyOf, tasksOf } from '../run/queries.ts'
import type { Task } from '../task/state.ts'
import type { Thread } from '../thread/state.ts'
import type { Evidence } from './evidence.ts'
import { conflictingPaths } from './host-texts.ts'

/** Paths that are looked for among what others are expected to touch. */
const pathsLooked = 20

/**
 * Tasks that have not begun and are expected to touch what a thread's work conflicts in: they come after its task from
 * now on, so that they don't run into the same.
 */
export function putBehind(model: Model, thread: Thread, evidence: Evidence): readonly DomainEvent[] {
  const task = policyOf(model, thread)?.task
  if (task == null || evidence.kind !== 'landing-refused') return []
  const paths = conflictingPaths(evidence.failure.facts?.conflicts).slice(0, pathsLooked)
  const tasks = tasksOf(model, task.run)
  const behind = paths.length === 0 ? [] : tasks.filter((other) => hasNotBegun(other) && touches(other, paths))
  return behind
    .filter((other) => other.id !== task.id && !comesAfter(tasks, other, task) && !comesAfter(tasks, task, other))
    .map((other) => link(other, task, `${task.title} conflicts with the branch in what it is expected to touch.`))
}

/** A task that has not landed and is expected to touch what a failing gate names: the thread's own task needs it first. */
export function neededFirst(model: Model, thread: Thread, evidence: Evidence): Task | null {
  const task = policyOf(model, thread)?.task
  if (task == null || evidence.kind !== 'gates-failed' || evidence.proof === null) return null
  const named = pathsIn(evidence.proof.excerpt).filter((path) => !touches(task, [path]))
  const tasks = named.length === 0 ? [] : tasksOf(model, task.run)
  const other = tasks.find(
    (one) => one.id !== task.id && isOnItsWay(one) && touches(one, named) && !comesAfter(tasks, one, task),
  )
  return other === undefined || comesAfter(tasks, task, other) ? null : other
}

/** The link that makes a task wait for the one that a gate told of. */
export function linkTo(task: Task, other: Task): DomainEvent {
  return link(task, other, `A gate fails in what ${other.title} is expected to touch.`)
}

function link(task: Task, on: Task, because: string): DomainEvent {
  return { type: 'task.linked', id: task.id, link: { on: on.id, from: 'landed', because } }
}

function hasNotBegun({ state, threads }: Task): boolean {
  return threads.length === 0 && (state.kind === 'waiting' || state.kind === 'ready')
}

function isOnItsWay({ state }: Task): boolean {
  return state.kind === 'waiting' || state.kind === 'ready' || state.kind === 'starting' || state.kind === 'active'
}

function touches(task: Task, paths: readonly string[]): boolean {
  return task.paths.some((glob) => paths.some((path) => matchesGlob(glob, path)))
}

/** Whether a task comes after another one, directly or by others. */
function comesAfter(tasks: readonly Task[], task: Task, other: Task): boolean {
  const byId = new Map(tasks.map((one) => [one.id, one]))
  const seen = new Set([task.id])
  for (const id of seen) {
    for (const { on } of byId.get(id)?.after ?? []) seen.add(on)
  }
  return task.id !== other.id && seen.has(other.id)
}

function pathsIn(text: string): readonly string[] {
  const found = text.match(/[\w@.-]+(?:\/[\w@.-]+)+/g) ?? []
  return [...new Set(found)].slice(0, pathsLooked)
}
