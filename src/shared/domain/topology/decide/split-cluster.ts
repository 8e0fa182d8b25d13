import type { ClusterId } from '../../../kernel/ids.ts'
import { type Decide, events, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { rulesOf } from '../../negotiation/settings.ts'
import { idTaken } from '../../thread/id-taken.ts'
import { clusterNamed } from '../find.ts'
import { isTeam, unique } from '../forming.ts'
import { isSame } from '../standing.ts'
import type { Cluster, Member } from '../state.ts'
import { led } from '../team-follow.ts'
import { teamBudget } from '../weights.ts'

const because = 'You split the team.'

/** A person takes members out; several of them are a team of their own. */
export const decideSplitCluster: Decide<'cluster.split'> = (model, payload) => {
  const found = clusterNamed(model, payload.cluster)
  if (!found.ok) return found
  const cluster = found.value
  const members = unique(payload.members).filter((member) => cluster.members.some((one) => isSame(one, member)))
  const rest = cluster.members.filter((member) => !members.some((one) => isSame(one, member)))
  if (members.length === 0) {
    return refuse('not-a-member', 'None of them is in this team; nothing was changed.', 'Choose members of it.')
  }
  if (model.cluster.get(payload.into) !== undefined) return idTaken(payload.into)
  const left: DomainEvent = { type: 'cluster.left', id: cluster.id, members, because }
  const over: readonly DomainEvent[] = rest.length < 2 ? [{ type: 'cluster.dissolved', id: cluster.id, because }] : []
  const newLead = cluster.lead !== null && members.some(({ task }) => task === cluster.lead) && rest.length > 0
  return events(
    left,
    ...(newLead ? [led(cluster, rest)] : []),
    ...over,
    ...(members.length < 2 || !isTeam(cluster) ? [] : [ownTeam(model, cluster, { id: payload.into, members })]),
  )
}

function ownTeam(
  model: Model,
  { pinned, project, score, spots }: Cluster,
  { id, members }: { readonly id: ClusterId; readonly members: readonly Member[] },
): DomainEvent {
  const budget = teamBudget(members.length, rulesOf(model, project).caps)
  const lead = members[0]?.task ?? null
  return { type: 'cluster.formed', id, project, run: null, members, because, spots, score, lead, budget, pinned }
}
