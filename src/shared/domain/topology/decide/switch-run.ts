import { type Decide, events, nothing } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { findRun } from '../../run/find.ts'
import { tasksOf } from '../../run/queries.ts'
import { idTaken } from '../../thread/id-taken.ts'
import { clustersWith, isProposed } from '../forming.ts'
import { formedOfRun, teamOfRun } from '../run-team.ts'

const names = { queue: 'a queue', adaptive: 'adaptive', team: 'a team' } as const

/** A person switches how the tasks of a run work together; what they have begun goes on. */
export const decideSwitchRun: Decide<'run.switch'> = (model, payload) => {
  const found = findRun(model, payload.run)
  if (!found.ok) return found
  const { id, plan } = found.value
  const { topology } = payload
  const teams = payload.teams ?? plan.policy.teams ?? 'ask'
  if (topology === plan.policy.topology && teams === (plan.policy.teams ?? 'ask')) return nothing
  if (topology === 'team' && model.cluster.get(payload.cluster) !== undefined) return idTaken(payload.cluster)
  const because = `You switched the run to ${names[topology]}.`
  const isApproved = plan.state.kind !== 'draft' && plan.state.kind !== 'planning'
  const clusters =
    topology === 'team' && isApproved
      ? formedOfRun(model, id, { id: payload.cluster, because })
      : dissolved(model, id, { because, all: topology === 'queue' })
  return events({ type: 'run.switched', id, topology, teams, because }, ...clusters)
}

/** The team of the whole run goes with the topology; smaller ones go where nobody pinned them. */
function dissolved(
  model: Model,
  run: string,
  { all, because }: { readonly all: boolean; readonly because: string },
): readonly DomainEvent[] {
  const whole = teamOfRun(model, run)
  const project = model.run.get(run)?.project
  const members = tasksOf(model, run).map((task) => ({ run: task.run, task: task.id }))
  const others = project === undefined || !all ? [] : clustersWith(model, project, members)
  const loose = others.filter((cluster) => cluster.id !== whole?.id && !cluster.pinned && !isProposed(cluster))
  return [...(whole === undefined ? [] : [whole]), ...loose].map(({ id }) => ({
    type: 'cluster.dissolved',
    id,
    because,
  }))
}
