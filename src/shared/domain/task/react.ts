import { type Effect, onTask } from '../effect.ts'
import type { TaskEvent } from './events.ts'

export function reactToTask(event: TaskEvent): readonly Effect[] {
  if (event.type !== 'task.starting') return []
  return [onTask('task.start', { task: event.id, attempt: event.attempt })]
}
