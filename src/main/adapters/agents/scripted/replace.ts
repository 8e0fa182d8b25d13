import type { JsonObject, JsonValue } from '../../../../shared/kernel/json.ts'

/** What `${…}` may name: the index of the innermost repeat, and the answers saved by mcp steps. */
export interface Names {
  readonly index: number | undefined
  readonly saved: Readonly<Record<string, SavedAnswer>>
}

export interface SavedAnswer {
  /** The answer's own value: its structured content, else its text, read as JSON where it is a JSON container. */
  readonly value: JsonValue
  /** The whole answer as the server gave it, for paths such as `content.0.text`. */
  readonly result: JsonValue
}

const PLACEHOLDER = /\$\{([A-Za-z_][\w-]*)((?:\.[\w-]+)*)\}/g
const WHOLE = new RegExp(`^${PLACEHOLDER.source}$`)

/** Replaces in one pass, so a replaced text is not searched again. Whatever isn't known stays as it is. */
export function replaceText(text: string, names: Names): string {
  return text.replace(PLACEHOLDER, (whole, name: string, path: string) => {
    const value = lookUp(name, path, names)
    return value === undefined ? whole : asText(value)
  })
}

/** Replaces in every text of a value; a text that is one placeholder takes the named value with its type. */
export function replaceJson(value: JsonValue, names: Names): JsonValue {
  if (typeof value === 'string') {
    const [, name, path = ''] = WHOLE.exec(value) ?? []
    const found = name === undefined ? undefined : lookUp(name, path, names)
    return found ?? replaceText(value, names)
  }
  if (Array.isArray(value)) return value.map((item: JsonValue) => replaceJson(item, names))
  return isObject(value) ? replaceObject(value, names) : value
}

export function replaceObject(value: JsonObject, names: Names): JsonObject {
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    item === undefined ? item : replaceJson(item, names),
  ])
  return Object.fromEntries(entries) as JsonObject
}

export function asText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function lookUp(name: string, path: string, names: Names): JsonValue | undefined {
  if (name === 'i') return path === '' ? names.index : undefined
  const answer = Object.hasOwn(names.saved, name) ? names.saved[name] : undefined
  if (answer === undefined) return undefined
  const keys = path === '' ? [] : path.slice(1).split('.')
  return follow(answer.value, keys) ?? follow(answer.result, keys)
}

function follow(value: JsonValue, keys: readonly string[]): JsonValue | undefined {
  let at: JsonValue | undefined = value
  for (const key of keys) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = Array.isArray(at) ? (at as readonly JsonValue[])[Number(key)] : (at as JsonObject)[key]
  }
  return at
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
