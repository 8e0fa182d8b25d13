import { type Decide, events, nothing, refuse } from '../../decision.ts'
import { mayHear } from '../../peers/gone.ts'
import { opening } from '../../peers/opening.ts'
import { findThread } from '../../thread/find.ts'

export const decideReadContract: Decide<'contract.read'> = (model, { by, contract: id }) => {
  const found = findThread(model, by)
  if (!found.ok) return found
  const reader = found.value
  const contract = model.contract.get(id)
  if (contract === undefined || contract.closed || contract.project !== reader.project) {
    return refuse(
      'contract-unknown',
      `There is no contract ${id} in this project.`,
      'Call read_contract without a name.',
    )
  }
  const { owner, readers, version } = contract
  const isNoted = owner === by || readers.some((one) => one.thread === by && one.version === version)
  // Whoever only judges builds nothing on it.
  if (isNoted || reader.role !== undefined || !mayHear(reader)) return nothing
  return events(...opening(model, reader.id), { type: 'contract.read', id, by, version })
}
