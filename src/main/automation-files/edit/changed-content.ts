import type { JsonValue } from '../../../shared/kernel/json.ts'

export type Path = readonly (string | number)[]
type Container = Record<string, JsonValue> | JsonValue[]

/** What stands at a path; undefined where nothing does. */
export function contentAt(content: unknown, path: Path): unknown {
  let found = content
  for (const step of path) found = isContainer(found) ? own(found, step) : undefined
  return found
}

/** The content with one field said anew; what is on the way to it and missing is made. */
export function withSet(content: unknown, path: Path, value: JsonValue): JsonValue {
  const [step, ...rest] = path
  if (step === undefined) return value
  const copy = copyOf(content, step)
  return put(copy, step, withSet(own(copy, step), rest, value))
}

/** The content without a field, and without what it leaves empty; undefined where nothing is left. */
export function withoutField(content: unknown, path: Path): JsonValue | undefined {
  const [step, ...rest] = path
  if (step === undefined) return undefined
  if (!isContainer(content)) return content as JsonValue | undefined
  const copy = copyOf(content, step)
  const left = withoutField(own(copy, step), rest)
  if (left !== undefined) return put(copy, step, left)
  const smaller = Array.isArray(copy) ? copy.filter((_, at) => at !== step) : omit(copy, String(step))
  return Object.keys(smaller).length === 0 ? undefined : smaller
}

/** A value inside of all that leads to it. */
export function nested(path: Path, value: JsonValue): JsonValue {
  return withSet(undefined, path, value)
}

function put(container: Container, step: string | number, value: JsonValue): JsonValue {
  if (Array.isArray(container)) {
    const at = Math.min(Number(step), container.length)
    return [...container.slice(0, at), value, ...container.slice(at + 1)]
  }
  return Object.fromEntries([...Object.entries(container).filter(([name]) => name !== String(step)), [step, value]])
}

function omit(container: Record<string, JsonValue>, name: string): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(container).filter(([other]) => other !== name))
}

function copyOf(content: unknown, step: string | number): Container {
  if (isContainer(content)) return content
  return typeof step === 'number' ? [] : {}
}

function own(container: Container, step: string | number): JsonValue | undefined {
  if (Array.isArray(container)) return typeof step === 'number' ? container[step] : undefined
  return Object.hasOwn(container, step) ? container[String(step)] : undefined
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null
}
