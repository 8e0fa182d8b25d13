import { err } from '../../../kernel/result.ts'
import { type Decide, events, refuse } from '../../decision.ts'
import { judgeText } from '../../peers/judge.ts'
import { findThread } from '../../thread/find.ts'
import { oneLine } from '../../thread/quoted.ts'
import { memberOf, teamOf } from '../member.ts'
import { isSame } from '../standing.ts'
import { led } from '../team-follow.ts'

/** A thread goes on by itself. What a person pinned, and the team of a whole run, stay as they are. */
export const decideLeaveCluster: Decide<'cluster.leave'> = (model, { because, by }) => {
  const found = findThread(model, by)
  if (!found.ok) return found
  const claimed = judgeText(because)
  if (claimed !== null) return err(claimed)
  const thread = found.value
  const team = teamOf(model, thread)
  if (team === undefined) return refuse('not-in-a-team', 'You are in no team. Nothing was changed.', 'Go on.')
  if (team.pinned) {
    return refuse('team-pinned', 'A person wants this team as it is. Nothing was changed.', 'Say less, and go on.')
  }
  const why = `${thread.title} left it: ${oneLine(because)}`
  const members = [memberOf(thread)]
  const rest = team.members.filter((member) => !isSame(member, memberOf(thread)))
  const left = { type: 'cluster.left', id: team.id, members, because: why } as const
  if (rest.length < 2) return events(left, { type: 'cluster.dissolved', id: team.id, because: why })
  return events(left, ...(team.lead === thread.task ? [led(team, rest)] : []))
}
