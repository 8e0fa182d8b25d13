import { ok } from '../../../kernel/result.ts'
import { type Decide, nothing, refuse } from '../../decision.ts'
import { findUnderWay } from '../find.ts'
import { activeParties } from '../parties.ts'

/** One party keeps to a version of a contract. When all have said so of the same one, the exchange is settled. */
export const decideConfirm: Decide<'negotiation.confirm'> = (model, { by, contract: id, negotiation, version }) => {
  const found = findUnderWay(model, negotiation)
  if (!found.ok) return found
  const { confirmed, project, topic } = found.value
  if (!activeParties(model, found.value).some((party) => party.id === by)) {
    const message = `This thread is no party of “${topic}”; nothing was confirmed.`
    return refuse('not-a-party', message, 'Leave it to those who settle it.')
  }
  const contract = model.contract.get(id)
  if (contract === undefined || contract.project !== project) {
    const message = `There is no contract ${id}; nothing was confirmed.`
    return refuse('contract-unknown', message, 'Publish one with publish_contract, or read the one that was published.')
  }
  if (contract.version !== version) {
    const message = `The newest version of ${contract.name} is ${contract.version}, not ${version}; nothing was confirmed.`
    return refuse('contract-moved', message, `Read version ${contract.version} with read_contract, then confirm that.`)
  }
  const isSaid = confirmed.some((one) => one.thread === by && one.contract === id && one.version === version)
  return isSaid ? nothing : ok([{ type: 'negotiation.confirmed', id: negotiation, by, contract: id, version }])
}
