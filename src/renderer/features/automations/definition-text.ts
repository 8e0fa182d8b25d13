import type { AutomationDefinition } from '../../../shared/domain/automation/definition.ts'
import type { TemplatePart } from '../../../shared/domain/automation/template.ts'
import type { JsonValue } from '../../../shared/kernel/json.ts'
import { isObject } from '../../lib/form-change.ts'
import { formatDuration } from '../../lib/format-duration.ts'

/** A definition as text, every setting on a line of its own, so that two can be compared. Not the file: no comments. */
export function definitionText({ dedupe, dispatch, limits, afterwards, ...rest }: AutomationDefinition): string {
  const steps = afterwards.map((step) => (step.kind === 'start' ? { start: step.name } : step.kind))
  const values = {
    ...rest,
    limits: limitsOf(limits),
    dedupe: dedupe === null ? null : templateText(dedupe),
    dispatch: { ...dispatch, brief: templateText(dispatch.brief) },
    ...Object.fromEntries([['then', steps]]),
  }
  // Through JSON, which leaves out what is undefined.
  return linesOf(JSON.parse(JSON.stringify(values)) as JsonValue, '')
    .map((line) => `${line}\n`)
    .join('')
}

function limitsOf({ cooldownMs, ...rest }: AutomationDefinition['limits']) {
  return { ...rest, cooldown: cooldownMs === null ? null : formatDuration(cooldownMs) }
}

function templateText(parts: readonly TemplatePart[]): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : `{{event.${part.path.join('.')}}}`)).join('')
}

function linesOf(value: JsonValue, indent: string): readonly string[] {
  const entries = Array.isArray(value) ? value.map((one) => ['-', one] as const) : []
  const named = isObject(value) ? Object.entries(value).map(([name, one]) => [`${name}:`, one ?? null] as const) : []
  return [...entries, ...named].flatMap(([name, one]) => {
    const below = isNested(one)
    if (!below) return textLines(`${indent}${name} `, one)
    return [`${indent}${name}`, ...linesOf(one, `${indent}  `)]
  })
}

function isNested(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

function textLines(before: string, value: JsonValue): readonly string[] {
  if (value === null || typeof value === 'object') return [`${before}none`]
  const [first = '', ...more] = String(value).trimEnd().split('\n')
  const indent = ' '.repeat(before.length)
  return [`${before}${first}`, ...more.map((line) => `${indent}${line}`)]
}
