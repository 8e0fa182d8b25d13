import { err } from '../../../kernel/result.ts'
import { type Decide, type Decision, events, refuse } from '../../decision.ts'
import type { Model } from '../../model.ts'
import { goneBecause } from '../../peers/gone.ts'
import { judgeText } from '../../peers/judge.ts'
import { opening } from '../../peers/opening.ts'
import { findThread } from '../../thread/find.ts'
import { idTaken } from '../../thread/id-taken.ts'
import { oneLine } from '../../thread/quoted.ts'
import type { Thread } from '../../thread/state.ts'
import { isAutomatic } from '../coordination.ts'
import { clustersWith, formed, isProposed, isTeam, proposed, unique } from '../forming.ts'
import { memberOf, teamOf } from '../member.ts'
import { projectOf } from '../standing.ts'
import type { Member } from '../state.ts'
import { teamLimits } from '../weights.ts'

/** A thread asks to work with another one: at once where its project lets teams be made, else a person is asked. */
export const decideJoinCluster: Decide<'cluster.join'> = (model, payload) => {
  const [asking, named] = [findThread(model, payload.by), findThread(model, payload.peer)]
  if (!asking.ok) return asking
  if (!named.ok) return named
  const claimed = judgeText(payload.because)
  if (claimed !== null) return err(claimed)
  const [thread, peer] = [asking.value, named.value]
  const refused = notTogether(model, thread, peer)
  if (refused !== null) return refused
  if (model.cluster.get(payload.cluster) !== undefined) return idTaken(payload.cluster)
  const both = [memberOf(thread), memberOf(peer)]
  const clusters = clustersWith(model, thread.project, both)
  const members = unique([...both, ...clusters.filter(isTeam).flatMap((cluster) => cluster.members)])
  const because = `${thread.title} asked for it: ${oneLine(payload.because)}`
  const team = { id: payload.cluster, project: thread.project, members, because, spots: [], score: null }
  const fixed = members.length > teamLimits.members || clusters.some(({ pinned }) => pinned)
  if (!fixed && !wereTogether(model, both) && isAutomatic(model, [thread, peer])) {
    const theirs = teamOf(model, peer)
    const alone = teamOf(model, thread) === undefined
    if (theirs !== undefined && alone) {
      return events({ type: 'cluster.joined', id: theirs.id, members: [memberOf(thread)], because })
    }
    return events(...formed(model, team))
  }
  if (clusters.some(isProposed)) {
    return refuse(
      'already-asked',
      'A person is asked about one of you already. Nothing was changed.',
      'Go on with your task.',
    )
  }
  return events(...opening(model, thread.id), ...opening(model, peer.id), proposed(model, team))
}

/** They were in one team that is over, or that one of them has left: another one, with a budget of its own, is a person's to make. */
function wereTogether(model: Model, both: readonly Member[]): boolean {
  const [first] = both
  const project = first === undefined ? undefined : projectOf(model, first)
  if (project === undefined) return false
  return [...model.cluster.within(project)].some(({ left = [], members, state }) => {
    if (state.kind !== 'dissolved' && left.length === 0) return false
    return both.every(({ task }) => left.includes(task) || members.some((one) => one.task === task))
  })
}

function notTogether(model: Model, thread: Thread, peer: Thread): Decision | null {
  if (thread.id === peer.id || thread.role !== undefined || peer.role !== undefined) {
    return refuse('not-a-peer', 'Only threads that work on a task are in a team. Nothing was changed.', 'Name another.')
  }
  if (thread.project !== peer.project) {
    return refuse(
      'other-project',
      'It works in another project. Nothing was changed.',
      'Name a thread of your project.',
    )
  }
  const gone = goneBecause(peer)
  if (gone !== null) return refuse('peer-gone', `${gone} Nothing was changed.`, 'Look at its commit instead.')
  const team = teamOf(model, thread)
  if (team === undefined || team.id !== teamOf(model, peer)?.id) return null
  return refuse('same-team', 'You are in its team already. Nothing was changed.', 'Write to it.')
}
