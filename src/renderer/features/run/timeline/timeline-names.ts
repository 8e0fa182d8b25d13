import type { StoredEvent } from '../../../../shared/domain/event.ts'
import type { Model } from '../../../../shared/domain/model.ts'
import type { AgentChoice } from '../../../../shared/domain/thread/state.ts'

/** What the events of a run are about, by id. */
export interface TimelineNames {
  readonly tasks: ReadonlyMap<string, { readonly key: string; readonly title: string }>
  /** Task of a thread or landing. */
  readonly taskOf: ReadonlyMap<string, string>
  readonly threadOf: ReadonlyMap<string, string>
  readonly agents: ReadonlyMap<string, AgentChoice>
}

/** From the live model, and for what has left it from the events themselves. */
export function timelineNames(model: Model, run: string, events: readonly StoredEvent[]): TimelineNames {
  const tasks = new Map<string, { readonly key: string; readonly title: string }>()
  const taskOf = new Map<string, string>()
  const threadOf = new Map<string, string>()
  const agents = new Map<string, AgentChoice>()
  for (const { event } of events) {
    if (event.type === 'task.planned') tasks.set(event.id, event.planned)
    if (event.type !== 'task.attempted') continue
    taskOf.set(event.thread, event.id)
    agents.set(event.thread, event.agent)
  }
  for (const task of model.task.values()) if (task.run === run) tasks.set(task.id, task)
  for (const thread of model.thread.values()) {
    if (thread.run !== run) continue
    taskOf.set(thread.id, thread.task)
    agents.set(thread.id, thread.agent)
  }
  for (const { id, thread } of model.landing.values()) {
    const task = taskOf.get(thread)
    if (task !== undefined) taskOf.set(id, task)
    threadOf.set(id, thread)
  }
  return { tasks, taskOf, threadOf, agents }
}
