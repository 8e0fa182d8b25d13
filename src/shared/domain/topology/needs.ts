import type { ClusterId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { FollowUp } from '../follow-up.ts'
import type { Model } from '../model.ts'
import { oneLine } from '../thread/quoted.ts'
import type { Thread } from '../thread/state.ts'
import { isAutomatic } from './coordination.ts'
import { clustersWith, formed, unique } from './forming.ts'
import { memberOf, teamOf, threadOf } from './member.ts'
import { teamLimits } from './weights.ts'

/**
 * A thread said that it needs the work of another task, and that one is being worked on: no evidence says more about
 * the two, and what is missing can be agreed on before it lands. The link that was noted still orders their landings.
 */
export const neededLive: FollowUp<'task.linked'> = (model, { id, link }) => {
  const [needy, other] = [begunThread(model, id), begunThread(model, link.on)]
  if (link.because === undefined || needy === undefined || other === undefined) return []
  return talksInstead(model, needy, other) ? introducedFor(model, { needy, other, because: link.because }) : []
}

/** Whether the two are to talk where the one would otherwise wait for the other. */
export function talksInstead(model: Model, needy: Thread, other: Thread): boolean {
  if (needy.role !== undefined || other.role !== undefined || !isAutomatic(model, [needy, other])) return false
  const clusters = clustersWith(model, needy.project, [memberOf(needy), memberOf(other)])
  const members = unique([memberOf(needy), memberOf(other), ...clusters.flatMap((cluster) => cluster.members)])
  return members.length <= teamLimits.members && !clusters.some(({ pinned }) => pinned)
}

/** Its thread, where that has begun and is not at its end. */
export function begunThread(model: Model, task: string): Thread | undefined {
  const row = model.task.get(task)
  const thread = row === undefined ? undefined : threadOf(model, { run: row.run, task: row.id })
  if (thread === undefined || thread.archived || thread.turns === 0) return undefined
  const { kind } = thread.state
  return kind === 'landed' || kind === 'landing' || kind === 'discarded' || kind === 'parked' ? undefined : thread
}

interface Needed {
  readonly needy: Thread
  readonly other: Thread
  readonly because: string
}

function introducedFor(model: Model, { because: said, needy, other }: Needed): readonly DomainEvent[] {
  const [mine, theirs] = [teamOf(model, needy), teamOf(model, other)]
  const id = `needs-${needy.id}-${other.id}` as ClusterId
  if ((mine !== undefined && mine.id === theirs?.id) || model.cluster.get(id) !== undefined) return []
  const because = `${needy.title} needs ${other.title}: ${oneLine(said)}`
  if (theirs !== undefined && mine === undefined) {
    return [{ type: 'cluster.joined', id: theirs.id, members: [memberOf(needy)], because }]
  }
  const members = [memberOf(needy), memberOf(other)]
  return formed(model, { id, project: needy.project, members, because, spots: [], score: null })
}
