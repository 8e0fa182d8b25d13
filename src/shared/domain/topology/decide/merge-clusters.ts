import { type Decide, events, refuse } from '../../decision.ts'
import { clusterNamed } from '../find.ts'
import { absorbed, isTeam } from '../forming.ts'
import { isSame } from '../standing.ts'

/** A person makes one team of two; the other one's members are introduced to it. */
export const decideMergeClusters: Decide<'cluster.merge'> = (model, payload) => {
  const [found, named] = [clusterNamed(model, payload.cluster), clusterNamed(model, payload.other)]
  if (!found.ok) return found
  if (!named.ok) return named
  const [into, other] = [found.value, named.value]
  if (into.id === other.id) return refuse('same-cluster', 'It is the same team; nothing was changed.', 'Name another.')
  if (!isTeam(into) || into.project !== other.project) {
    return refuse('not-mergeable', 'Only teams of one project are merged; nothing was changed.', 'Accept it first.')
  }
  const members = other.members.filter((member) => !into.members.some((one) => isSame(one, member)))
  return events(...absorbed([other], into.id), {
    type: 'cluster.joined',
    id: into.id,
    members,
    because: 'You made one team of two.',
  })
}
