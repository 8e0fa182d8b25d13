import type { JsonObject, JsonValue } from '../../../shared/kernel/json.ts'

export interface EventLine {
  /** 'author.name' */
  readonly field: string
  /** A stranger's text. */
  readonly text: string
}

const most = 200

/** An event field by field, as templates name them; lists of plain values in one line. */
export function eventLines(fields: JsonObject): readonly EventLine[] {
  const lines: EventLine[] = []
  walk(fields, '', lines)
  return lines
}

function walk(fields: JsonObject, prefix: string, lines: EventLine[]): void {
  for (const [name, value] of Object.entries(fields)) {
    if (lines.length >= most) return
    const field = `${prefix}${name}`
    if (isObject(value)) walk(value, `${field}.`, lines)
    else if (value !== undefined) lines.push({ field, text: textOf(value) })
  }
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: JsonValue): string {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return String(value)
  const plain = value.every((entry) => typeof entry !== 'object')
  return plain ? value.join(', ') : JSON.stringify(value)
}
