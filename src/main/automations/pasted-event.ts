import type { AutomationDefinition } from '../../shared/domain/automation/definition.ts'
import type { JsonObject, JsonValue } from '../../shared/kernel/json.ts'
import type { Trigger, TriggerEvent, TriggerField, Triggers } from '../ports/trigger.ts'

/**
 * An event that a person or a script gives. Where the automation is meant for strangers' texts, it is taken for one. It
 * never says where an answer goes.
 */
export function pastedEvent(
  id: string,
  fields: JsonObject,
  { definition, triggers }: { readonly definition: AutomationDefinition | null; readonly triggers: Triggers },
): TriggerEvent {
  const kinds = Object.keys(definition?.on ?? {})
  const outside = Object.keys(fields).length > 0 && kinds.some((kind) => triggers.get(kind)?.outside === true)
  return {
    id,
    source: { words: 'Run by hand', link: null, outside, reply: null },
    subject: textIn(fields, 'title') ?? textIn(fields, 'subject'),
    fields,
  }
}

/** What an event of a trigger could look like. */
export function sampleEvent(trigger: Trigger): TriggerEvent {
  const fields = fieldsOf(trigger.fields)
  return {
    id: 'sample',
    source: { words: `A sample: ${trigger.title}`, link: null, outside: trigger.outside, reply: null },
    subject: textIn(fields, 'title'),
    fields,
  }
}

function textIn(fields: JsonObject, name: string): string | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  return typeof value === 'string' && value !== '' ? value : null
}

/** `author.name` becomes a name below an author. */
function fieldsOf(described: readonly TriggerField[]): JsonObject {
  let fields: JsonObject = {}
  for (const { example, name } of described) fields = placed(fields, name.split('.'), example)
  return fields
}

function placed(into: JsonObject, [first = '', ...rest]: readonly string[], value: JsonValue): JsonObject {
  if (rest.length === 0) return { ...into, [first]: value }
  const below = into[first]
  const object = typeof below === 'object' && below !== null && !Array.isArray(below) ? (below as JsonObject) : {}
  return { ...into, [first]: placed(object, rest, value) }
}
