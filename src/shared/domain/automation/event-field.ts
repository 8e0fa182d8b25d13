import { type Failure, failure } from '../../kernel/failure.ts'
import type { JsonObject, JsonValue } from '../../kernel/json.ts'
import { err, ok, type Result } from '../../kernel/result.ts'

export type Scalar = string | number | boolean
/** One value, or several of which each counts. */
export type FieldValue = Scalar | readonly Scalar[]
export type FieldFailure = Failure<'variable-missing' | 'variable-unfit'>

/**
 * What stands at a path below an event. Only what the event itself holds is found: never what every object inherits.
 * `where`: the part of the definition that asks, for the words of the failure.
 */
export function eventField(
  fields: JsonObject,
  path: readonly string[],
  where: string,
): Result<FieldValue, FieldFailure> {
  let found: JsonValue | undefined = fields
  for (const step of path) found = ownValue(found, step)
  if (found === undefined || found === null) return err(missing(path, where))
  if (isScalar(found)) return ok(found)
  if (Array.isArray(found) && found.every(isScalar)) return ok(found)
  return err(unfit(path, where))
}

function ownValue(value: JsonValue | undefined, step: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.hasOwn(value, step) ? (value as JsonObject)[step] : undefined
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function missing(path: readonly string[], where: string): FieldFailure {
  const variable = `event.${path.join('.')}`
  return failure('variable-missing', `The event has no ${variable}, which ${where} asks for; nothing was dispatched.`, {
    remedy: `Take ${variable} out of ${where}, or use a field that events of this trigger have.`,
    facts: { variable, where },
  })
}

function unfit(path: readonly string[], where: string): FieldFailure {
  const variable = `event.${path.join('.')}`
  return failure(
    'variable-unfit',
    `${variable}, which ${where} asks for, is no single value and no list of them; nothing was dispatched.`,
    {
      remedy: `Name a field below ${variable} in ${where}.`,
      facts: { variable, where },
    },
  )
}
