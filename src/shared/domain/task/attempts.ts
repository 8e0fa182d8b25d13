import type { DomainEvent } from '../event.ts'
import type { AgentChoice } from '../thread/state.ts'
import type { AnotherAttempt, Task } from './state.ts'

/** The number that the next thread of a task gets. */
export function nextAttempt(task: Task): number {
  return Math.max(0, ...task.threads.map(({ number }) => number)) + 1
}

/**
 * The agent of a task's next attempt, or of the one that is starting: the one that was named for it; candidates go
 * round the list; else who did it before goes on, and at first the preferred one. Undefined only for a task without
 * agents, which no valid plan has.
 */
export function agentOfNext(task: Task): AgentChoice | undefined {
  const { expand, state } = task
  if (expand !== undefined) return expand.planner
  const named = state.kind === 'starting' ? state.agent : undefined
  const wanted = state.kind === 'ready' ? state.again?.agent : undefined
  const given = named ?? wanted
  if (given !== undefined) return given
  const number = state.kind === 'starting' ? state.attempt : nextAttempt(task)
  if (task.candidates > 1 && number <= task.candidates) return task.agents[(number - 1) % task.agents.length]
  return task.threads.at(-1)?.agent ?? task.agents[0]
}

/** One more attempt is to be made as soon as limits allow. */
export function anotherAttempt(task: Task, again: AnotherAttempt): DomainEvent {
  return { type: 'task.readied', id: task.id, again }
}
