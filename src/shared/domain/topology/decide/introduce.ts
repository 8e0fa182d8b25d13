import { err } from '../../../kernel/result.ts'
import { type Decide, events, refuse } from '../../decision.ts'
import { idTaken } from '../../thread/id-taken.ts'
import { becauseOf } from '../because.ts'
import { membersRefused } from '../find.ts'
import { couplingsAmong, formed, unique, withTalk } from '../forming.ts'
import { projectOf } from '../standing.ts'
import { evidenceLimits } from '../state.ts'

/** A person brings threads together: a team at once, with whoever is in a team with one of them. */
export const decideIntroduce: Decide<'cluster.introduce'> = (model, payload, { now }) => {
  const { because, cluster: id, negotiation } = payload
  if (model.cluster.get(id) !== undefined) return idTaken(id)
  const members = unique(payload.members)
  if (members.length < 2) return refuse('too-few', 'A team has at least two members; nothing was changed.', 'Name two.')
  const refused = membersRefused(model, members)
  if (refused !== null) return err(refused)
  const [first] = members
  const project = first === undefined ? undefined : projectOf(model, first)
  if (project === undefined) return refuse('too-few', 'A team has members; nothing was changed.', 'Name two.')
  const rows = couplingsAmong(model, members).toSorted((one, other) => other.score - one.score)
  const [closest] = rows
  const team = formed(model, {
    id,
    project,
    members,
    because: because ?? (closest === undefined ? 'You brought them together.' : becauseOf(model, closest)),
    spots: rows.flatMap(({ conflicts, spots }) => [...conflicts, ...spots]).slice(0, evidenceLimits.spots),
    score: closest?.score ?? null,
  })
  return events(...withTalk(model, team, { cluster: id, id: negotiation, now }))
}
