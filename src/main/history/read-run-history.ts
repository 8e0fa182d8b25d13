import type { EventPage } from '../../shared/contract/channels/history.ts'
import type { Model } from '../../shared/domain/model.ts'
import { timelineTypes } from '../../shared/domain/run/timeline.ts'
import type { RunId } from '../../shared/kernel/ids.ts'
import type { AggregateKey, StorePort } from '../ports/store.ts'
import { landingsOf } from './landings-of.ts'
import { readEventPage } from './read-event-page.ts'
import { teamsOfRun } from './teams-of-run.ts'

/** Beginnings of work in one run, at most. */
const attemptLimit = 10_000

export interface RunHistoryQuery {
  readonly run: RunId
  /** Only events below this sequence; all where absent. */
  readonly before: number | undefined
  readonly limit: number
}

/** What tells how a run went: of itself, its tasks, and the checks, trouble and merges of its threads, their teams. Newest first. */
export async function readRunHistory(store: StorePort, model: Model, query: RunHistoryQuery): Promise<EventPage> {
  const { run, ...page } = query
  const { tasks, threads } = await partsOf(store, model, run)
  const project = model.run.get(run)?.project
  const instances: readonly AggregateKey[] = [
    { aggregate: 'run', id: run },
    ...tasks.map((id) => ({ aggregate: 'task', id })),
    ...threads.flatMap((id) => ['thread', 'verification', 'recovery'].map((aggregate) => ({ aggregate, id }))),
    ...(await landingsOf(store, threads)),
    ...(project === undefined ? [] : await teamsOfRun(store, project, { run, threads })),
  ]
  return readEventPage(store, { ...page, instances, types: [...timelineTypes] })
}

/** Those that are live, and those that its own events name: what is archived has left the model. */
async function partsOf(store: StorePort, model: Model, run: RunId) {
  const tasks = new Set<string>()
  const threads = new Set<string>()
  for (const task of model.task.values()) {
    if (task.run !== run) continue
    tasks.add(task.id)
    for (const { thread } of task.threads) threads.add(thread)
  }
  for (const thread of model.thread.values()) if (thread.run === run) threads.add(thread.id)
  const named = await store.readRecentEvents({
    instances: [{ aggregate: 'run', id: run }],
    types: ['run.planned', 'run.attempted'],
    before: Number.MAX_SAFE_INTEGER,
    limit: attemptLimit,
  })
  for (const { event } of named) {
    if (event.type === 'run.attempted') {
      tasks.add(event.task)
      threads.add(event.thread)
    } else if (event.type === 'run.planned' && event.planner !== null) threads.add(event.planner)
  }
  return { tasks: [...tasks], threads: [...threads] }
}
