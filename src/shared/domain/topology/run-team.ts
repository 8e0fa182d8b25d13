import type { ClusterId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { FollowUp } from '../follow-up.ts'
import type { Model } from '../model.ts'
import { tasksOf } from '../run/queries.ts'
import type { Task } from '../task/state.ts'
import { formed, isTeam } from './forming.ts'
import { memberStanding } from './standing.ts'
import type { Cluster, Member } from './state.ts'

/** The cluster that stands for a run whose topology is team. */
export function teamOfRun(model: Model, run: string): Cluster | undefined {
  const project = model.run.get(run)?.project
  if (project === undefined) return undefined
  return [...model.cluster.within(project)].find((cluster) => cluster.run === run && isTeam(cluster))
}

/** All tasks of a run that is to be a team, from its approval on; nothing where there are none, or it is one already. */
export function formedOfRun(
  model: Model,
  run: string,
  { because, id }: { readonly id: ClusterId; readonly because: string },
): readonly DomainEvent[] {
  const row = model.run.get(run)
  const members = tasksOf(model, run).filter(belongs).map(memberOfTask)
  const live = members.filter((member) => memberStanding(model, member).kind !== 'gone')
  if (row === undefined || live.length === 0 || teamOfRun(model, run) !== undefined) return []
  const spots = [] as const
  return formed(model, {
    id,
    project: row.project,
    run: row.id,
    members: live,
    because,
    spots,
    score: null,
    pinned: true,
  })
}

function memberOfTask({ id, run }: Task): Member {
  return { run, task: id }
}

/** What nobody has said yes to is no part of the plan. */
function belongs({ child, state }: Task): boolean {
  return state.kind !== 'proposed' && child === undefined
}

export const runApproved: FollowUp<'run.approved'> = (model, { id }) => {
  if (model.run.get(id)?.plan?.policy.topology !== 'team') return []
  return formedOfRun(model, id, { id: `team-${id}` as ClusterId, because: 'Its plan asks for a team.' })
}

/** A task that comes later belongs to the team of its run as well. */
export const taskAdded = (model: Model, { id }: { readonly id: string }): readonly DomainEvent[] => {
  const task = model.task.get(id)
  if (task === undefined || !belongs(task)) return []
  const team = teamOfRun(model, task.run)
  if (team === undefined || team.members.some((member) => member.task === id)) return []
  const because = `${task.title} is a task of the same run.`
  return [{ type: 'cluster.joined', id: team.id, members: [memberOfTask(task)], because }]
}
