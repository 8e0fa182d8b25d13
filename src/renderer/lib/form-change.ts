import type { JsonObject, JsonValue } from '../../shared/kernel/json.ts'

/** A change of one field, as a form makes it; without a value, the field is taken out. */
export type Change = { readonly path: readonly (string | number)[]; readonly value?: JsonValue }

/** Changes with further ones behind; a field that is typed into is one change. */
export function withMore(changes: readonly Change[], more: readonly Change[]): readonly Change[] {
  const all = [...changes]
  for (const change of more) {
    const last = all.at(-1)
    const again = last !== undefined && 'value' in last && 'value' in change && samePath(last.path, change.path)
    if (again && !isAppended(change.value)) all.pop()
    all.push(change)
  }
  return all
}

// An object may be followed by changes of its own fields; replacing it whole is only the same where it is a plain value.
function isAppended(value: JsonValue | undefined): boolean {
  return typeof value === 'object' && value !== null
}

function samePath(one: Change['path'], other: Change['path']): boolean {
  return one.length === other.length && one.every((part, at) => part === other[at])
}

/** Values with changes made in them, as the text will have them. A path that leads nowhere changes nothing. */
export function withChanges(fields: JsonObject, changes: readonly Change[]): JsonObject {
  return changes.reduce<JsonObject>((before, { path, value }) => {
    const after = withValue(before, path, value)
    return isObject(after) ? after : before
  }, fields)
}

function withValue(
  before: JsonValue | undefined,
  [part, ...rest]: Change['path'],
  value: JsonValue | undefined,
): JsonValue | undefined {
  if (part === undefined) return value
  if (typeof part === 'number') {
    const list = Array.isArray(before) ? before : []
    const next = withValue(list[part], rest, value)
    return next === undefined ? list.filter((_, at) => at !== part) : replaced(list, part, next)
  }
  const object = isObject(before) ? before : {}
  const next = withValue(Object.hasOwn(object, part) ? object[part] : undefined, rest, value)
  const others = Object.entries(object)
  if (next === undefined) return Object.fromEntries(others.filter(([name]) => name !== part))
  return Object.hasOwn(object, part)
    ? Object.fromEntries(others.map(([name, old]) => [name, name === part ? next : old]))
    : Object.fromEntries([...others, [part, next]])
}

function replaced(list: readonly JsonValue[], at: number, value: JsonValue): readonly JsonValue[] {
  return at >= list.length ? [...list, value] : list.map((old, index) => (index === at ? value : old))
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
