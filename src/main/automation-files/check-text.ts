import type { TextCheck } from '../../shared/contract/automation-views.ts'
import { automationIdOf } from '../../shared/domain/automation/automation-id.ts'
import { widensNow } from '../../shared/domain/automation/widens.ts'
import type { JsonObject, JsonValue } from '../../shared/kernel/json.ts'
import { openDocument } from './definition/open-document.ts'
import type { ReadDefinition } from './definition/read-definition.ts'
import type { FileReports } from './folder/file-reports.ts'
import { readWritten } from './folder/read-written.ts'
import type { AutomationFileParts, WrittenFile } from './services.ts'

interface Host {
  readonly parts: AutomationFileParts
  readonly reports: FileReports
}

/** What a text that isn't a file yet says, what is wrong with it, and what it would be allowed beyond the one in force. */
export async function checkText({ parts, reports }: Host, written: WrittenFile): Promise<TextCheck> {
  const read = readWritten(parts, await reports.contextOf(written.scope), written)
  const fields = fieldsOf(written.text)
  return {
    problems: read.ok ? [] : read.error,
    fields,
    widens: read.ok ? widened(parts, written, read.value) : [],
    when: whenOf(parts, fields.on),
  }
}

/** The person's own asks nobody. */
function widened(
  { engine }: AutomationFileParts,
  written: WrittenFile,
  { definition }: ReadDefinition,
): readonly string[] {
  const { name, project, scope } = written
  const present = engine.model.automation.get(automationIdOf(project, scope, name))
  return present === undefined || scope === 'own' ? [] : widensNow(present, definition)
}

/** Each trigger by itself: what else is wrong with the text doesn't matter. */
function whenOf({ triggers }: AutomationFileParts, on: JsonValue | undefined): Readonly<Record<string, string>> {
  if (!isObject(on)) return {}
  const said = Object.entries(on).flatMap(([kind, settings]) => {
    const trigger = triggers.get(kind)
    const parsed = trigger?.settings.safeParse(settings ?? {})
    return trigger !== undefined && parsed?.success === true ? [[kind, trigger.words(parsed.data)] as const] : []
  })
  return Object.fromEntries(said)
}

/** What a text says as it stands, for a form; empty where it is no YAML. */
function fieldsOf(text: string): JsonObject {
  const opened = openDocument(text)
  const content = opened.ok ? opened.value.content : null
  return isObject(content) ? content : {}
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
