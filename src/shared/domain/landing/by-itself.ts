import { type Effect, onThread } from '../effect.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { policyOf } from '../run/queries.ts'
import type { Task } from '../task/state.ts'
import { landsAfter } from '../thread/lands-after.ts'
import type { Thread } from '../thread/state.ts'
import { heldBehind } from '../topology/behind.ts'
import { isProven, needsGates } from '../verification/queries.ts'
import { newestLanding } from './queries.ts'

/** Whether a thread lands now without a person: its run says so, it met its effort, and nothing has to land before. */
export function landsByItself(model: Model, thread: Thread): boolean {
  const found = policyOf(model, thread)
  if (found?.policy.autoLand !== true || found.plan.state.kind !== 'running') return false
  const { task } = found
  if (task?.state.kind !== 'active' || !isChosen(task, thread)) return false
  const waits = heldBehind(model, thread) !== undefined || landsAfter(model, thread).length > 0
  return isWhole(model, thread) && !waits && !wasTried(model, thread)
}

/** There is something to land, somewhere to land it, and all that its effort asks for was found of it. */
function isWhole(model: Model, { checkpoint, ...thread }: Thread): boolean {
  if (thread.state.kind !== 'ready' || thread.into === null || checkpoint === null || checkpoint.files === 0)
    return false
  const whole = { ...thread, checkpoint }
  return needsGates(model, whole) === null || isProven(model, whole, checkpoint.tree)
}

/** The chosen one of several candidates, or the newest attempt. */
function isChosen({ candidates, chosen, threads }: Task, thread: Thread): boolean {
  if (candidates > 1) return chosen === thread.id
  return threads.at(-1)?.thread === thread.id
}

/** Its work as it is now was landed before, and refused or taken back: from there on it is a person's. */
function wasTried(model: Model, thread: Thread): boolean {
  const landing = newestLanding(model, thread.id)
  return landing !== undefined && landing.queuedAt > thread.queuedAt
}

/** The landings an event makes due; `model` is the one right after it. */
export function landByThemselves(event: DomainEvent, model: Model): readonly Effect[] {
  return touched(event, model)
    .filter((thread) => landsByItself(model, thread))
    .map((thread) => onThread('task.land', { thread: thread.id }))
}

/** Threads that the event may have been the last thing in the way of. */
function touched(event: DomainEvent, model: Model): readonly Thread[] {
  switch (event.type) {
    case 'thread.readied':
    case 'thread.released': {
      const thread = model.thread.get(event.id)
      return thread === undefined ? [] : [thread]
    }
    case 'task.landed': {
      // Any attempt at it: another one than what a thread was stacked on may have landed in its place.
      const attempts = new Set(model.task.get(event.id)?.threads.map(({ thread }) => thread))
      return atRest(model, (thread) => thread.stackedOn?.some((other) => attempts.has(other)) === true)
    }
    case 'task.chosen':
      return atRest(model, (thread) => thread.id === event.thread)
    case 'run.resumed':
    case 'run.configured':
      return atRest(model, (thread) => thread.run === event.id)
    default:
      return []
  }
}

function atRest(model: Model, wanted: (thread: Thread) => boolean): readonly Thread[] {
  return [...model.thread.inRole('reviewing')].filter(wanted)
}
