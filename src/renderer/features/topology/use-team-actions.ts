import type { Model } from '../../../shared/domain/model.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { teamOf } from '../../../shared/domain/topology/member.ts'
import type { Cluster, Member } from '../../../shared/domain/topology/state.ts'
import { whyNot } from '../../client/commands.ts'
import { useModel } from '../../client/model-hooks.ts'
import { useHost } from '../../client/store.ts'
import { goOn } from '../../client/thread-verbs.ts'
import { memberTitle } from '../../lib/coupling-words.ts'
import { teamName } from '../../lib/team-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { send } from './send.ts'
import { allowMore, asAction, dissolve, leadBy, mergeWith, pin, splitOff } from './team-verbs.ts'

const section = 'Team'

/** Keys and palette entries for the team of the row that is selected on the board; none where it is in no team. */
export function useTeamActions(row: string | null): void {
  const cluster = useModel((model) => teamOfRow(model, row))
  const name = useModel((model) => (cluster === undefined ? '' : teamName(model, cluster)))
  const behind = useModel((model) => {
    const thread = model.thread.get(row ?? '')
    return thread?.behind === undefined ? undefined : thread
  })
  useActions([
    ...(cluster === undefined || row === null ? [] : actionsOf(cluster, row, name)),
    ...(behind === undefined ? [] : [release(behind)]),
  ])
}

/** Of a thread that waits for another one's landing. */
function release(thread: Thread): Action {
  const { command, done, title } = goOn(thread)
  return {
    id: 'thread.release',
    title: `${title}: ${visibleLine(thread.title)}`,
    section: 'Thread',
    keys: 't g',
    blocked: whyNot(command()),
    run: () => send(command(), visibleLine(done)),
  }
}

function teamOfRow(model: Model, row: string | null): Cluster | undefined {
  const work = row === null ? undefined : memberAt(model, row)
  return work === undefined ? undefined : teamOf(model, work)
}

function memberAt(model: Model, row: string) {
  const thread = model.thread.get(row)
  if (thread !== undefined) return thread.role === undefined ? thread : undefined
  const task = model.task.get(row)
  return task === undefined ? undefined : { project: task.project, run: task.run, task: task.id }
}

function actionsOf(cluster: Cluster, row: string, name: string): readonly Action[] {
  const { model } = useHost.getState()
  const task = model.thread.get(row)?.task ?? row
  const own = cluster.members.find((member) => member.task === task)
  const of = (keys: string, verb: ReturnType<typeof asAction>, title: string): Action => ({
    ...verb,
    id: `team.${verb.id.split('.')[0]}`,
    title,
    section,
    keys,
  })
  const others = [...model.cluster.within(cluster.project)].filter(
    ({ id, state }) => state.kind === 'team' && id !== cluster.id,
  )
  return [
    of('t p', asAction(pin(cluster)), `${cluster.pinned ? 'Unpin' : 'Pin'} the team of ${name}`),
    of('t m', asAction(allowMore(cluster)), `Allow the team of ${name} more messages`),
    of('t q', asAction(dissolve(cluster)), `Put the team of ${name} back to the queue`),
    ...(own === undefined ? [] : ofMember(cluster, own, { model, of })),
    ...others.map((other): Action => {
      const verb = asAction(mergeWith(cluster, other, teamName(model, other)))
      return { ...verb, id: `team.${verb.id}`, title: `Merge the team with ${teamName(model, other)}`, section }
    }),
  ]
}

interface Made {
  readonly model: Model
  readonly of: (keys: string, verb: ReturnType<typeof asAction>, title: string) => Action
}

function ofMember(cluster: Cluster, own: Member, { model, of }: Made): readonly Action[] {
  const title = memberTitle(model, own)
  return [
    of('t s', asAction(splitOff(cluster, own, title)), `Split ${title} off its team`),
    of('t l', asAction(leadBy(cluster, own, title)), `Let ${title} lead its team`),
  ]
}
