import { type Decide, events, nothing } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import { clusterNamed } from '../find.ts'
import { absorbed, clustersWith, isTeam, unique, withTalk } from '../forming.ts'
import { isSame, memberStanding } from '../standing.ts'

/** A person says yes: its members are introduced, with those of teams that some of them are in. */
export const decideAcceptCluster: Decide<'cluster.accept'> = (model, payload, { now }) => {
  const found = clusterNamed(model, payload.cluster)
  if (!found.ok) return found
  const cluster = found.value
  if (isTeam(cluster)) return nothing
  const { id, members, project } = cluster
  const others = clustersWith(model, project, members).filter((one) => one.id !== id)
  const brought = unique(others.filter(isTeam).flatMap((team) => team.members))
  const fresh = brought.filter((member) => !members.some((one) => isSame(one, member)))
  const live = [...members, ...fresh].filter((member) => memberStanding(model, member).kind !== 'gone')
  if (live.length < 2) {
    return events({ type: 'cluster.dissolved', id, because: 'Fewer than two of its members are still at work.' })
  }
  const because = 'They are in a team with one of its members.'
  const accepted: readonly DomainEvent[] = [
    ...absorbed(others, id),
    ...(fresh.length === 0 ? [] : [{ type: 'cluster.joined', id, members: fresh, because } as const]),
    { type: 'cluster.accepted', id },
  ]
  return events(...withTalk(model, accepted, { cluster: id, id: payload.negotiation, now }))
}
