import { isShallow } from '../../shared/kernel/is-shallow.ts'
import type { JsonObject, JsonValue } from '../../shared/kernel/json.ts'

/** The object that a body is; null for anything else, and for one in which more stands in each other than anybody needs. */
export function readMessage(body: Buffer): JsonObject | null {
  let parsed: JsonValue
  try {
    parsed = JSON.parse(body.toString('utf8')) as JsonValue
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
  const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  return isObject && isShallow(parsed) ? (parsed as JsonObject) : null
}
