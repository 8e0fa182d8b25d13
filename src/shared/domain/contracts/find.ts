import type { ContractVersionId } from '../../kernel/ids.ts'
import type { Model } from '../model.ts'
import type { Contract, ContractVersion } from './state.ts'

/** The contract of that name in a project; a closed one has left its name. */
export function contractNamed(model: Model, project: string, name: string): Contract | undefined {
  for (const contract of model.contract.within(project)) if (contract.name === name && !contract.closed) return contract
  return undefined
}

/** The text of its newest version. */
export function newestVersion(model: Model, contract: Contract): ContractVersion | undefined {
  return model.contractVersion.get(versionId(contract.id, contract.version))
}

export function versionId(contract: Contract['id'], version: number): ContractVersionId {
  return `${contract}@${version}` as ContractVersionId
}
