import { type Decide, type Decision, events, nothing, refuse } from '../../decision.ts'
import type { Model } from '../../model.ts'
import { couplingNamed } from '../find.ts'
import { clustersWith, isProposed } from '../forming.ts'
import { bestOrder, canOrder, type Order, serialized } from '../one-after-other.ts'
import { memberStanding, titleOf } from '../standing.ts'
import type { Coupling } from '../state.ts'

/** A person has one of them wait for the other's landing; without a name, the one that loses the least. */
export const decideSerialize: Decide<'coupling.serialize'> = (model, payload) => {
  const found = couplingNamed(model, payload.coupling)
  if (!found.ok) return found
  const coupling = found.value
  const { standing } = coupling
  if (standing.kind === 'serialized' && (payload.first ?? standing.first) === standing.first) return nothing
  const order =
    payload.first === undefined ? bestOrder(model, coupling.members) : chosen(model, coupling, payload.first)
  const orders = order === null ? [] : serialized(model, coupling, order)
  if (orders.length === 0) return impossible(model, coupling)
  const proposals = clustersWith(model, coupling.project, coupling.members).filter((cluster) => {
    return isProposed(cluster) && cluster.members.length === 2
  })
  return events(
    ...orders,
    ...proposals.map(({ id }) => ({ type: 'cluster.dissolved', id, because: 'One waits for the other now.' }) as const),
  )
}

function chosen(model: Model, { members }: Coupling, first: string): Order | null {
  const [one, other] = members
  const order = one.task === first ? { first: one, second: other } : { first: other, second: one }
  if (order.first.task !== first || !canOrder(model, order)) return null
  return { ...order, because: `You let ${titleOf(model, order.first)} go first.` }
}

function impossible(model: Model, { members }: Coupling): Decision {
  const gone = members.map((member) => memberStanding(model, member)).find(({ kind }) => kind === 'gone')
  const why =
    gone?.kind === 'gone' ? gone.because : 'The one would wait for the other both ways, or it is being landed.'
  return refuse(
    'order-impossible',
    `They can't be put one after the other: ${why} Nothing was changed.`,
    'Let them talk, or link the tasks in the plan.',
  )
}
