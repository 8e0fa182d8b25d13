import { automationName } from '../../../shared/domain/automation/automation-id.ts'
import type { AutomationScope } from '../../../shared/domain/automation/state.ts'
import type { AutomationId, ProjectId } from '../../../shared/kernel/ids.ts'
import { navigate } from '../../client/navigation.ts'
import type { AutomationPlace } from '../../lib/route.ts'

/** The automation that a file of this name has in a project. */
export function idAt(project: ProjectId, { name, scope }: AutomationPlace): AutomationId {
  return (scope === 'own' ? `${project}:own:${name}` : `${project}:${name}`) as AutomationId
}

export function openAutomation(
  project: ProjectId,
  automation: AutomationPlace,
  how: 'push' | 'replace' = 'push',
): void {
  navigate({ screen: 'automations', project, automation }, how)
}

/** Why a file can't be called that; null where it can. */
export function nameProblem(name: string, taken: readonly string[]): string | null {
  if (name === '') return 'It needs a name.'
  if (!automationName.test(name))
    return 'A name is made of a-z, 0-9 and -, at most 64 of them, and does not begin with -.'
  return taken.includes(name) ? 'There is one of this name already.' : null
}

/** The name with a number behind where it is taken. */
export function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name
  let number = 2
  while (taken.includes(`${name}-${number}`)) number += 1
  return `${name}-${number}`
}

/** Where the file of an automation stands, as it is said. */
export function fileWords(name: string, scope: AutomationScope): string {
  return scope === 'own' ? `automations/${name}.yaml in your data folder` : `.switchyard/automations/${name}.yaml`
}
