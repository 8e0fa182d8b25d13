import type { JsonValue } from './json.ts'

/** Nobody needs as much, and what goes through a value by calling itself bears much more. */
const deepest = 64

/** Whether no more stands in each other than can be stored, sent and looked through. Bears any depth itself. */
export function isShallow(value: JsonValue): boolean {
  let level: readonly JsonValue[] = [value]
  for (let depth = 0; depth < deepest; depth += 1) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? (Object.values(one) as JsonValue[]) : []))
    if (level.length === 0) return true
  }
  return false
}
