import type { AutomationScope } from '../../shared/domain/automation/state.ts'
import type { Scope } from '../../shared/kernel/scope.ts'
import type { ReadContext } from './definition/read-definition.ts'
import { automationFiles } from './file-services.ts'
import { FileReports, type Whose } from './folder/file-reports.ts'
import type { AutomationFileParts } from './services.ts'

/** Files of automations: what people do with them, and `begin`, which reads and watches them until the scope closes. */
export function openAutomationFiles(parts: AutomationFileParts) {
  const reports = new FileReports(parts)
  return {
    services: automationFiles(parts, reports),
    begin: (scope: Scope): Promise<void> => reports.begin(scope),
    /** Reads a folder at once, whatever its watcher has seen; resolves when the host knows what its files say. */
    look: (whose: Whose): Promise<void> => reports.look(whose),
    contextOf: (scope: AutomationScope): Promise<ReadContext> => reports.contextOf(scope),
  }
}
