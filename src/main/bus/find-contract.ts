import type { Contract, ContractVersion } from '../../shared/domain/contracts/state.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { ContractVersionId, ProjectId } from '../../shared/kernel/ids.ts'

/** Those of a project that are still in use, by name. */
export function contractsOf(model: Model, project: ProjectId): readonly Contract[] {
  const open = [...model.contract.within(project)].filter(({ closed }) => !closed)
  return open.sort((a, b) => (a.name < b.name ? -1 : 1))
}

export function findContract(model: Model, project: ProjectId, name: string): Contract | undefined {
  return contractsOf(model, project).find((one) => one.name === name || one.id === name)
}

export function newestVersion(model: Model, { id, version }: Contract): ContractVersion | undefined {
  const named: string = `${id}@${version}` satisfies string as ContractVersionId
  return model.contractVersion.get(named)
}

/** For a refusal: what there is. */
export function contractNames(model: Model, project: ProjectId): string {
  const names = contractsOf(model, project).map(({ name }) => name)
  if (names.length === 0) return 'No contract is published in this project.'
  return `There are: ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}.`
}
