import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Cluster, Coupling } from '../../../shared/domain/topology/state.ts'
import { newId } from '../../lib/new-id.ts'

export function introduce({ members }: Coupling): PublicCommand {
  return { type: 'cluster.introduce', payload: { cluster: newId(), members: [...members], negotiation: newId() } }
}

/** `first`: the task that goes on. Absent: the host chooses, and says why. */
export function serialize({ id }: Coupling, first?: string): PublicCommand {
  return { type: 'coupling.serialize', payload: first === undefined ? { coupling: id } : { coupling: id, first } }
}

export function ignore({ id }: Coupling): PublicCommand {
  return { type: 'coupling.ignore', payload: { coupling: id } }
}

export function accept({ id }: Cluster): PublicCommand {
  return { type: 'cluster.accept', payload: { cluster: id, negotiation: newId() } }
}

export function decline({ id }: Cluster): PublicCommand {
  return { type: 'cluster.decline', payload: { cluster: id } }
}
