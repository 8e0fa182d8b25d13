import type { TriggerView } from '../../../shared/contract/automation-views.ts'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import { isObject } from '../../lib/form-change.ts'

export type EventField = TriggerView['fields'][number]

/** The fields that events of the chosen triggers have, each once. */
export function knownFields({ on }: JsonObject, triggers: readonly TriggerView[]): readonly EventField[] {
  const all = chosenTriggers({ on }, triggers).flatMap(({ fields }) => fields)
  return [...new Map(all.map((field) => [field.name, field])).values()]
}

export function chosenTriggers({ on }: JsonObject, triggers: readonly TriggerView[]): readonly TriggerView[] {
  const kinds = isObject(on) ? Object.keys(on) : []
  return triggers.filter(({ kind }) => kinds.includes(kind))
}
