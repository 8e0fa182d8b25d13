import type { JsonObject, JsonValue } from '../../../shared/kernel/json.ts'
import { isObject } from '../../lib/form-change.ts'
import { humanized } from '../../lib/humanized.ts'

interface Named {
  readonly name: string
  readonly title: string
  /** What it means, in one line; null where its schema doesn't say. */
  readonly hint: string | null
  readonly required: boolean
}

/** One setting of a trigger as a control shows it. */
export type SettingField = Named &
  (
    | { readonly kind: 'text' | 'number' | 'flag'; readonly usual: JsonValue | undefined }
    /** One or any of a few. */
    | {
        readonly kind: 'choice' | 'choices'
        readonly options: readonly string[]
        readonly usual: JsonValue | undefined
      }
    /** Texts, one per line. `single`: one alone may stand without a list. */
    | { readonly kind: 'texts'; readonly single: boolean; readonly usual: JsonValue | undefined }
    /** Nothing that a form has a control for: it is written in the file. */
    | { readonly kind: 'other'; readonly usual: JsonValue | undefined }
  )

/** What a form for a trigger's settings holds, by the JSON Schema of them: a new trigger needs no form of its own. */
export function settingFields(schema: JsonObject): readonly SettingField[] {
  const required = Array.isArray(schema.required) ? schema.required : []
  const properties = isObject(schema.properties) ? Object.entries(schema.properties) : []
  return properties.flatMap(([name, property]) => {
    if (!isObject(property)) return []
    const hint = typeof property.description === 'string' ? property.description : null
    const title = typeof property.title === 'string' ? property.title : humanized(name)
    return [{ name, title, hint, required: required.includes(name), usual: property.default, ...controlOf(property) }]
  })
}

type Control =
  | { readonly kind: 'text' | 'number' | 'flag' | 'other' }
  | { readonly kind: 'choice' | 'choices'; readonly options: readonly string[] }
  | { readonly kind: 'texts'; readonly single: boolean }

function controlOf(schema: JsonObject): Control {
  const options = optionsOf(schema)
  if (options !== null) return { kind: 'choice', options }
  switch (schema.type) {
    case 'string':
      return { kind: 'text' }
    case 'number':
    case 'integer':
      return { kind: 'number' }
    case 'boolean':
      return { kind: 'flag' }
    case 'array':
      return listOf(schema)
    default:
      return eitherOf(schema)
  }
}

function listOf({ items }: JsonObject): Control {
  if (!isObject(items)) return { kind: 'other' }
  const options = optionsOf(items)
  if (options !== null) return { kind: 'choices', options }
  return items.type === 'string' ? { kind: 'texts', single: false } : { kind: 'other' }
}

/** A text or a list of them, as a file may have it. */
function eitherOf(schema: JsonObject): Control {
  const kinds = alternatives(schema).map((one) => controlOf(one).kind)
  const texts = kinds.length === 2 && kinds.includes('text') && kinds.includes('texts')
  return texts ? { kind: 'texts', single: true } : { kind: 'other' }
}

function optionsOf(schema: JsonObject): readonly string[] | null {
  const among = Array.isArray(schema.enum) ? schema.enum : alternatives(schema).map((one) => one.const)
  return among.length > 0 && among.every((one) => typeof one === 'string') ? among : null
}

function alternatives(schema: JsonObject): readonly JsonObject[] {
  const either = schema.anyOf ?? schema.oneOf
  return Array.isArray(either) ? either.filter(isObject) : []
}

/** What a setting is, in few words: 'opened, labelled'. */
export function valueWords(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return value.map((one) => valueWords(one)).join(', ')
  if (isObject(value))
    return Object.entries(value)
      .map(([name, one]) => `${name} ${valueWords(one)}`)
      .join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return value === undefined || value === null ? '' : String(value)
}

/** Settings in one line, for the moment before the host has said it in words: 'Events opened, labelled · Labels bug'. */
export function settingsLine(settings: JsonValue | undefined): string {
  if (!isObject(settings)) return valueWords(settings)
  return Object.entries(settings)
    .map(([name, value]) => `${humanized(name)} ${valueWords(value)}`.trim())
    .join(' · ')
}
