import type { Model } from '../../../shared/domain/model.ts'
import { byOrder } from '../../../shared/domain/run/queries.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import type { Scope } from '../../lib/route.ts'
import { agentKey, type Filters } from './filters.ts'
import { type Section, sectionOrder } from './sections.ts'

/** Tasks of plans under way that no thread has begun yet, in the order of their plans. */
export function tasksToCome(model: Model, scope: Scope): readonly Task[] {
  const found: Task[] = []
  for (const task of model.task.values()) {
    const { kind } = task.state
    if (task.threads.length > 0 || (kind !== 'waiting' && kind !== 'ready' && kind !== 'starting')) continue
    const state = model.run.get(task.run)?.plan?.state.kind
    if ((state === 'running' || state === 'paused') && isInScope(task, scope)) found.push(task)
  }
  return found.sort((one, other) => (one.run === other.run ? byOrder(one, other) : one.queuedAt - other.queuedAt))
}

function isInScope({ project, run }: Task, scope: Scope): boolean {
  if (scope.kind === 'project') return project === scope.project
  return scope.kind === 'all' || run === scope.run
}

export function matchesTask({ agents, key, title }: Task, { agent, state, text }: Filters): boolean {
  const [first] = agents
  if (agent !== '' && (first === undefined || agentKey({ agent: first }) !== agent)) return false
  if (state !== '' && state !== 'queued') return false
  const searched = `${title} ${key}`.toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => searched.includes(word))
}

/** With tasks below the threads that are queued. */
export function withTasks(sections: readonly Section[], tasks: readonly Task[]): readonly Section[] {
  if (tasks.length === 0) return sections
  const queued = sections.find(({ kind }) => kind === 'queued')?.threads ?? []
  const threads = [...queued, ...tasks.map(({ id }) => id)]
  return sectionOrder.flatMap((kind): readonly Section[] => {
    if (kind === 'queued') return [{ kind, threads }]
    return sections.filter((section) => section.kind === kind)
  })
}
