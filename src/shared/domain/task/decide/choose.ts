import { type Decide, events, nothing, refuse } from '../../decision.ts'
import { findThread } from '../../thread/find.ts'
import { findTask } from '../find.ts'
import { currentThreads, setAside } from '../threads.ts'

/** One of several candidates counts from here on; the others are set aside with everything they did. */
export const decideChooseCandidate: Decide<'task.choose'> = (model, payload) => {
  const found = findTask(model, payload.task)
  if (!found.ok) return found
  const task = found.value
  const named = findThread(model, payload.thread)
  if (!named.ok) return named
  const thread = named.value
  if (task.chosen === thread.id) return nothing
  if (!task.threads.some((attempt) => attempt.thread === thread.id)) {
    return refuse('not-a-candidate', `${thread.title} is no attempt at this task; nothing was chosen.`, 'Choose one.')
  }
  if (task.state.kind === 'landed') {
    return refuse('task-landed', `${task.title} has landed; nothing was chosen.`, 'Undo the landing first.')
  }
  if (thread.state.kind !== 'ready' && thread.state.kind !== 'parked') {
    const remedy = 'Wait until it is ready, or choose another one.'
    return refuse('not-ready', `This attempt is ${thread.state.kind}; nothing was chosen.`, remedy)
  }
  const others = currentThreads(model, task).filter(({ id }) => id !== thread.id)
  return events(
    { type: 'task.chosen', id: task.id, thread: thread.id },
    ...others.flatMap((other) => setAside(model, other)),
  )
}
