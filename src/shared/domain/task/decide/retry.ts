import { type Decide, events, refuse } from '../../decision.ts'
import { anotherAttempt } from '../attempts.ts'
import { findTask } from '../find.ts'
import type { Task } from '../state.ts'
import { currentThreads, setAside } from '../threads.ts'

/** One more attempt as soon as a slot is free; the thread at it is set aside. Of several candidates none is. */
export const decideRetryTask: Decide<'task.retry'> = (model, { agent, task: id }) => {
  const found = findTask(model, id)
  if (!found.ok) return found
  const task = found.value
  if (task.child !== undefined) {
    const message = `${task.title} is a run of its own; nothing was started.`
    return refuse('has-own-run', message, 'Retry the tasks of that run, or add one to it.')
  }
  const why = notNow(task)
  if (why !== null) return refuse('nothing-to-retry', `${task.title} ${why}; nothing was started.`, remedies[why])
  const threads = currentThreads(model, task)
  if (threads.some(({ state }) => state.kind === 'landing')) {
    return refuse(
      'thread-landing',
      `${task.title} is being landed; nothing was started.`,
      'Wait for the landing to end.',
    )
  }
  const again = { because: 'You asked for another attempt.', ...(agent === undefined ? {} : { agent }) }
  const aside = task.candidates > 1 && task.chosen === undefined ? [] : threads
  return events(anotherAttempt(task, again), ...aside.flatMap((thread) => setAside(model, thread)))
}

const remedies = {
  'has landed': 'Undo the landing, or send its thread a prompt.',
  'has not begun yet': 'It begins by itself once it can.',
  'is about to begin': 'Wait for its thread.',
  'is only proposed': 'Accept it first.',
} as const

function notNow({ state, threads }: Task): keyof typeof remedies | null {
  switch (state.kind) {
    case 'landed':
      return 'has landed'
    case 'proposed':
      return 'is only proposed'
    case 'waiting':
    case 'removed':
      return 'has not begun yet'
    case 'ready':
    case 'starting':
      return 'is about to begin'
    case 'parked':
      return threads.length === 0 && state.on !== undefined ? 'has not begun yet' : null
    case 'active':
      return null
  }
}
