import { type Failure, failure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { automationLimits } from './definition.ts'
import { eventField, type FieldFailure, type FieldValue } from './event-field.ts'
import type { TemplatePart } from './template.ts'

/** The dedupe key of an event. It is compared and digested, never shown to an agent. */
export function renderKey(
  parts: readonly TemplatePart[],
  fields: JsonObject,
): Result<string, FieldFailure | Failure<'key-too-long'>> {
  const texts: string[] = []
  for (const part of parts) {
    if (part.kind === 'text') {
      texts.push(part.text)
      continue
    }
    const value = eventField(fields, part.path, 'dedupe')
    if (!value.ok) return value
    texts.push(joined(value.value))
  }
  const key = texts.join('').toWellFormed()
  return key.length <= automationLimits.key ? ok(key) : err(tooLong(key.length))
}

/** A value as text; lists with commas. */
export function joined(value: FieldValue): string {
  return typeof value === 'object' ? value.join(', ') : String(value)
}

function tooLong(length: number): Failure<'key-too-long'> {
  const message = `The dedupe key has ${length} characters, the limit is ${automationLimits.key}; nothing was dispatched.`
  return failure('key-too-long', message, 'Make it of short fields, such as a number.')
}
