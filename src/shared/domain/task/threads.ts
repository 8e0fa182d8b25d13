import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { takenOver } from '../recovery/taken-over.ts'
import { superseded } from '../thread/park-reasons.ts'
import { holdsSlot } from '../thread/queries.ts'
import type { Thread } from '../thread/state.ts'
import { cancelChecks } from '../verification/cancel.ts'
import { isChecking } from '../verification/find.ts'
import type { Task } from './state.ts'

/** The threads that speak for a task: its newest attempt; of several candidates, the chosen one or all in the running. */
export function currentThreads(model: Model, task: Task): readonly Thread[] {
  const live = task.threads.flatMap(({ thread }) => model.thread.get(thread) ?? [])
  if (task.chosen !== undefined) return live.filter(({ id }) => id === task.chosen)
  if (task.candidates > 1) return live.filter((thread) => !isSetAside(thread))
  const newest = task.threads.at(-1)
  return live.filter(({ id }) => id === newest?.thread)
}

/** The newest thread that speaks for a task. */
export function newestThread(model: Model, task: Task): Thread | undefined {
  return currentThreads(model, task).at(-1)
}

/** Any attempt counts: what landed stays, even where another attempt was begun since. */
export function hasLanded(model: Model, task: Task): boolean {
  return task.threads.some(({ thread }) => model.thread.get(thread)?.state.kind === 'landed')
}

function isSetAside({ state }: Thread): boolean {
  return state.kind === 'parked' && state.reason.code === 'superseded'
}

/** It is parked and recovery has nothing due, or it was discarded: only a person moves it. */
export function isStuck(model: Model, thread: Thread): boolean {
  if (thread.state.kind === 'discarded') return true
  return thread.state.kind === 'parked' && (model.recovery.get(thread.id)?.next ?? null) === null
}

/** Another attempt takes the thread's place: it is parked, at its turn's end where one is open. */
export function setAside(model: Model, thread: Thread): readonly DomainEvent[] {
  if (thread.discarding || isSetAside(thread)) return []
  const { id, requests, state } = thread
  const parked: DomainEvent = { type: 'thread.parked', id, reason: superseded }
  const interrupt: DomainEvent = { type: 'thread.interrupt-requested', id, how: 'stop', because: superseded }
  const dropped = takenOver(model, thread)
  if (holdsSlot(thread)) {
    return [
      ...dropped,
      ...requests.map((open) => ({ type: 'thread.permission-expired', id, request: open.id }) as const),
      interrupt,
    ]
  }
  if (isChecking(thread)) return [...dropped, ...cancelChecks(model, thread), parked]
  if (state.kind === 'verifying') return [...dropped, interrupt]
  const rests = state.kind === 'queued' || state.kind === 'ready' || state.kind === 'parked'
  return rests ? [...dropped, parked] : []
}
