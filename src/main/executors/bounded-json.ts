import type { JsonValue } from '../../shared/kernel/json.ts'

/** The value itself, or the beginning of its text where that is longer than `limit` UTF-16 units, and says so. */
export function boundedJson(value: JsonValue, limit: number): JsonValue {
  const text = JSON.stringify(value)
  return text.length <= limit ? value : `${text.slice(0, limit)} [${text.length - limit} more characters left out]`
}
