import type { Task } from '../../../../shared/domain/task/state.ts'
import type { ProjectId, RunId, TaskId } from '../../../../shared/kernel/ids.ts'

/** A task that is planned and nothing else. */
export function taskOf(key: string, over: Partial<Task> = {}): Task {
  return {
    id: `id-${key}` as TaskId,
    run: 'run' as RunId,
    project: 'project' as ProjectId,
    order: 0,
    key,
    title: `Task ${key}`,
    brief: 'Do it',
    effort: 'standard',
    after: [],
    paths: [],
    gates: [],
    agents: [{ kind: 'catalogue', id: 'scripted' }],
    priority: 0,
    candidates: 1,
    budget: {},
    state: { kind: 'waiting' },
    threads: [],
    attempts: 0,
    report: null,
    spent: { tokens: 0, cost: null, workMs: 0 },
    since: 0,
    queuedAt: 0,
    ...over,
  }
}
