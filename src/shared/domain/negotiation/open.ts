import type { ClusterId, NegotiationId, ProjectId, ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { oneLine } from '../thread/quoted.ts'
import { activeParties } from './parties.ts'
import { rulesOf } from './settings.ts'
import { type AtCap, capsAmong, type Negotiation, type NegotiationCaps, negotiationLimits } from './state.ts'

export interface ToOpen {
  readonly id: NegotiationId
  readonly project: ProjectId
  /** The team whose members talk; null outside of one. */
  readonly cluster: ClusterId | null
  readonly topic: string
  readonly parties: readonly ThreadId[]
  /** Why, in one sentence. */
  readonly because: string
  /** Absent: as its project says; so for what is forced in the end. */
  readonly caps?: NegotiationCaps | undefined
  readonly atCap?: AtCap | undefined
}

/**
 * Opens a bounded exchange, and names it in its team. Nothing where the id is in use, where fewer than two of the
 * parties are there to talk, or where all of them talk in an open one already. Parties are not told by this.
 */
export function openNegotiation(model: Model, given: ToOpen): readonly DomainEvent[] {
  const parties = activeParties(model, { parties: [...new Set(given.parties)] }).map(({ id }) => id)
  if (parties.length < 2 || model.negotiation.get(given.id) !== undefined) return []
  if (openAmong(model, given.project, parties) !== undefined) return []
  const { cluster, id, project } = given
  const rules = rulesOf(model, project)
  const { atCap = rules.atCap, caps = capsAmong(parties.length, rules.caps) } = given
  const opened: DomainEvent = {
    type: 'negotiation.opened',
    id,
    project,
    cluster,
    topic: oneLine(given.topic).slice(0, negotiationLimits.topic),
    parties,
    because: oneLine(given.because).slice(0, negotiationLimits.because),
    caps,
    atCap,
  }
  if (cluster === null || model.cluster.get(cluster) === undefined) return [opened]
  return [opened, { type: 'cluster.negotiates', id: cluster, negotiation: id }]
}

/** The exchange under way that all of these are parties of. */
export function openAmong(model: Model, project: ProjectId, parties: readonly ThreadId[]): Negotiation | undefined {
  for (const negotiation of model.negotiation.within(project)) {
    if (negotiation.state.kind === 'settled') continue
    if (parties.every((party) => negotiation.parties.includes(party))) return negotiation
  }
  return undefined
}
