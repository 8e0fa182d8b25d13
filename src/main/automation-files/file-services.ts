import { z } from 'zod'
import type { TriggerView } from '../../shared/contract/automation-views.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import { ok } from '../../shared/kernel/result.ts'
import type { Trigger } from '../ports/trigger.ts'
import { openDocument } from './definition/open-document.ts'
import { applyChanges } from './edit/apply-changes.ts'
import type { FileReports } from './folder/file-reports.ts'
import { readWritten } from './folder/read-written.ts'
import { readFile, removeFile, saveFile } from './person-files.ts'
import type { AutomationFileParts, AutomationFileServices } from './services.ts'
import { templates } from './templates/templates.ts'

/** What people do with files of automations: look, check, change, save and remove. */
export function automationFiles(parts: AutomationFileParts, reports: FileReports): AutomationFileServices {
  const host = { parts, reports }
  return {
    offers: async () => ({ triggers: viewsOf(parts.triggers.values()), templates, sandbox: parts.sandbox }),
    read: ({ automation }) => readFile(host, automation),
    async check(query) {
      const read = readWritten(parts, await reports.contextOf(query.scope), query)
      return ok({ problems: read.ok ? [] : read.error, fields: fieldsOf(query.text) })
    },
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

/** What a text says as it stands, for a form; empty where it is no YAML. */
function fieldsOf(text: string): JsonObject {
  const opened = openDocument(text)
  const content = opened.ok ? opened.value.content : null
  return typeof content === 'object' && content !== null && !Array.isArray(content) ? (content as JsonObject) : {}
}
