import type { Scope } from '../../shared/kernel/scope.ts'
import { automationFiles } from './file-services.ts'
import { FileReports } from './folder/file-reports.ts'
import type { AutomationFileParts } from './services.ts'

/** Files of automations: what people do with them, and `begin`, which reads and watches them until the scope closes. */
export function openAutomationFiles(parts: AutomationFileParts) {
  const reports = new FileReports(parts)
  return {
    services: automationFiles(parts, reports),
    begin: (scope: Scope): Promise<void> => reports.begin(scope),
  }
}
