import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Cluster, Member } from '../../../shared/domain/topology/state.ts'
import { whyNot } from '../../client/commands.ts'
import { memberTitle } from '../../lib/coupling-words.ts'
import { newId } from '../../lib/new-id.ts'
import { teamName } from '../../lib/team-words.ts'
import type { MenuAction } from '../../ui/menu.tsx'
import { send } from './send.ts'

interface TeamVerb {
  readonly id: string
  readonly title: string
  readonly done: string
  readonly chosen?: boolean
  readonly command: () => PublicCommand
}

export function pin({ id, pinned }: Cluster): TeamVerb {
  return {
    id: 'pin',
    title: pinned ? 'Unpin' : 'Pin',
    done: pinned ? 'Unpinned' : 'Pinned: nothing but you changes it',
    command: () => ({ type: 'cluster.pin', payload: { cluster: id, pinned: !pinned } }),
  }
}

/** As much again as it has now, for one whose talk has come to its end. */
export function allowMore({ budget, id }: Cluster): TeamVerb {
  const { messages, tokens } = budget
  return {
    id: 'allow',
    title: `Allow ${messages} messages more`,
    done: `The team may use ${2 * messages} messages in all`,
    command: () => ({ type: 'cluster.allow', payload: { cluster: id, messages: 2 * messages, tokens: 2 * tokens } }),
  }
}

export function dissolve({ id }: Cluster): TeamVerb {
  return {
    id: 'dissolve',
    title: 'Back to the queue',
    done: 'Back to the queue',
    command: () => ({ type: 'cluster.dissolve', payload: { cluster: id } }),
  }
}

/** One member leaves, and works alone. */
export function splitOff({ id }: Cluster, member: Member, title: string): TeamVerb {
  return {
    id: `split.${member.task}`,
    title: `Split off ${title}`,
    done: `${title} works alone`,
    command: () => ({ type: 'cluster.split', payload: { cluster: id, members: [member], into: newId() } }),
  }
}

export function leadBy({ id, lead }: Cluster, { task }: Member, title: string): TeamVerb {
  return {
    id: `lead.${task}`,
    title: `Led by ${title}`,
    done: `Led by ${title}`,
    chosen: lead === task,
    command: () => ({ type: 'cluster.lead', payload: { cluster: id, lead: task } }),
  }
}

export function mergeWith({ id }: Cluster, other: Cluster, title: string): TeamVerb {
  return {
    id: `merge.${other.id}`,
    title: `Merge with ${title}`,
    done: `Merged with ${title}`,
    command: () => ({ type: 'cluster.merge', payload: { cluster: id, other: other.id } }),
  }
}

/** What can be done with a team, in groups. */
export function teamVerbs(model: Model, cluster: Cluster): readonly (readonly TeamVerb[])[] {
  const { id, members, project } = cluster
  const others = [...model.cluster.within(project)].filter((one) => one.state.kind === 'team' && one.id !== id)
  return [
    [pin(cluster), allowMore(cluster), dissolve(cluster)],
    others.map((other) => mergeWith(cluster, other, teamName(model, other))),
    members.map((member) => splitOff(cluster, member, memberTitle(model, member))),
    members.map((member) => leadBy(cluster, member, memberTitle(model, member))),
  ]
}

export function asAction({ command, done, ...verb }: TeamVerb): MenuAction {
  return { ...verb, blocked: whyNot(command()), run: () => send(command(), done) }
}
