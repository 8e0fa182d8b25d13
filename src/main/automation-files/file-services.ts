import { z } from 'zod'
import type { TriggerView } from '../../shared/contract/automation-views.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import { ok } from '../../shared/kernel/result.ts'
import type { Trigger } from '../ports/trigger.ts'
import { checkText } from './check-text.ts'
import { applyChanges } from './edit/apply-changes.ts'
import type { FileReports } from './folder/file-reports.ts'
import { readFile, removeFile, saveFile } from './person-files.ts'
import type { AutomationFileParts, AutomationFileServices } from './services.ts'
import { templates } from './templates/templates.ts'

/** What people do with files of automations: look, check, change, save and remove. */
export function automationFiles(parts: AutomationFileParts, reports: FileReports): AutomationFileServices {
  const host = { parts, reports }
  return {
    offers: async () => ({ triggers: viewsOf(parts.triggers.values()), templates, sandbox: parts.sandbox }),
    read: ({ automation }) => readFile(host, automation),
    check: async (query) => ok(await checkText(host, query)),
    async edit({ changes, text }) {
      const changed = applyChanges(text, changes)
      return changed.ok ? ok({ text: changed.value }) : changed
    },
    save: (query) => saveFile(host, query),
    remove: (query) => removeFile(host, query),
  }
}

function viewsOf(triggers: Iterable<Trigger>): readonly TriggerView[] {
  return [...triggers].map(({ fields, kind, outside, settings, title }) => {
    const shape = z.toJSONSchema(settings, { target: 'draft-2020-12', io: 'input' })
    // Plain JSON by its nature; what the library adds for its own use stays behind.
    return { kind, title, outside, fields, settings: JSON.parse(JSON.stringify(shape)) as JsonObject }
  })
}
