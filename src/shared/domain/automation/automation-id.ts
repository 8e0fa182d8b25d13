import type { AutomationId, ProjectId } from '../../kernel/ids.ts'
import type { AutomationScope } from './state.ts'

/** What a file of an automation may be called, without its ending. */
export const automationName = /^[a-z0-9][a-z0-9-]{0,63}$/

/** One of a project's folder and a private one may have the same name. */
export function automationIdOf(project: ProjectId, scope: AutomationScope, name: string): AutomationId {
  return (scope === 'own' ? `${project}:own:${name}` : `${project}:${name}`) as AutomationId
}
