import type { DomainEvent } from '../event.ts'
import { newestLanding } from '../landing/queries.ts'
import type { Model } from '../model.ts'
import type { Thread } from '../thread/state.ts'
import { threadOf } from './member.ts'
import { memberStanding } from './standing.ts'
import type { Cluster, Coupling, CouplingOutcome } from './state.ts'

/** The rows of a member that has landed or is gone, with what became of each pair. */
export function closedWith(
  model: Model,
  { project, run, task }: Pick<Thread, 'project' | 'run' | 'task'>,
  now: number,
): readonly DomainEvent[] {
  if (memberStanding(model, { run, task }).kind !== 'gone') return []
  const rows = [...model.coupling.within(project)].filter(({ members, outcome }) => {
    return outcome === null && members.some((member) => member.task === task)
  })
  return rows.map((row) => ({ type: 'coupling.closed', id: row.id, outcome: outcomeOf(model, row, now) }))
}

function outcomeOf(model: Model, row: Coupling, now: number): CouplingOutcome {
  const cluster = lastCluster(model, row)
  return {
    conflicted: row.conflicts.length > 0 || row.members.some((member) => wasRefused(model, threadOf(model, member))),
    messages: messagesBetween(model, row),
    changedBy: cluster?.changes ?? 0,
    tokens: cluster?.used.tokens ?? 0,
    minutes: Math.max(0, Math.round((now - row.since) / 60_000)),
  }
}

/** Its landing met changes that it did not fit. */
function wasRefused(model: Model, thread: Thread | undefined): boolean {
  const state = thread === undefined ? undefined : newestLanding(model, thread.id)?.state
  return state?.kind === 'refused' && state.failure.code === 'landing-conflict'
}

/** The team that both were in last, still there or dissolved. */
function lastCluster(model: Model, row: Coupling): Cluster | undefined {
  if (row.standing.kind === 'together') return model.cluster.get(row.standing.cluster)
  const both = [...model.cluster.within(row.project)].filter(({ members }) =>
    row.members.every((member) => members.some(({ task }) => task === member.task)),
  )
  return both.at(-1)
}

/** Numbers count what was sent in each direction. */
function messagesBetween(model: Model, { members: [one, other] }: Coupling): number {
  const [left, right] = [threadOf(model, one), threadOf(model, other)]
  if (left === undefined || right === undefined) return 0
  const there = model.mailbox.get(right.id)?.numbers[left.id] ?? 0
  const back = model.mailbox.get(left.id)?.numbers[right.id] ?? 0
  return there + back
}
