import type { JsonObject, JsonValue } from '../../../../shared/kernel/json.ts'
import type { ScriptNode } from './script-node.ts'
import type { ScriptProblem } from './script-problem.ts'

/** Where readers report. A reader that reports still returns a value of its type, which is then never used. */
export interface ScriptReport {
  readonly step: string | null
  readonly problems: ScriptProblem[]
}

export type Read<T> = (node: ScriptNode, report: ScriptReport) => T

export interface Field<T> {
  readonly read: Read<T>
  /** What stands in for an absent field; none for a required one. */
  readonly absent?: { readonly value: T }
}

type Shape = Readonly<Record<string, Field<unknown>>>
export type Values<S extends Shape> = { readonly [K in keyof S]: S[K] extends Field<infer T> ? T : never }

export function reportProblem(report: ScriptReport, line: number, message: string): void {
  report.problems.push({ line, step: report.step, message })
}

export function required<T>(read: Read<T>): Field<T> {
  return { read }
}

export function optional<T>(read: Read<T>): Field<T | undefined> {
  return { read, absent: { value: undefined } }
}

export function withDefault<T>(read: Read<T>, value: NoInfer<T>): Field<T> {
  return { read, absent: { value } }
}

/** Any scalar counts as text, as it was written: `say: 42` says 42. */
export function text(what: string): Read<string> {
  return (node, report) => {
    if (node.kind === 'scalar' && node.value !== null) return typeof node.value === 'string' ? node.value : node.source
    reportProblem(report, node.line, `${what} must be text`)
    return ''
  }
}

export function filledText(what: string): Read<string> {
  const readText = text(what)
  return (node, report) => {
    const before = report.problems.length
    const value = readText(node, report)
    if (value === '' && report.problems.length === before) reportProblem(report, node.line, `${what} must not be empty`)
    return value
  }
}

export function numberBetween(what: string, low: number, high: number): Read<number> {
  return (node, report) => {
    const value = node.kind === 'scalar' ? node.value : null
    if (typeof value === 'number' && value >= low && value <= high) return value
    reportProblem(report, node.line, `${what} must be a number from ${low} to ${high}`)
    return low
  }
}

export function integerBetween(what: string, low: number, high: number): Read<number> {
  return (node, report) => {
    const value = node.kind === 'scalar' ? node.value : null
    if (typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high) return value
    reportProblem(report, node.line, `${what} must be a whole number from ${low} to ${high}`)
    return low
  }
}

export function truth(what: string): Read<boolean> {
  return (node, report) => {
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value
    reportProblem(report, node.line, `${what} must be true or false`)
    return false
  }
}

export function oneOf<const T extends string>(what: string, words: readonly [T, ...T[]]): Read<T> {
  return (node, report) => {
    const found = node.kind === 'scalar' ? words.find((word) => word === node.value) : undefined
    if (found !== undefined) return found
    reportProblem(report, node.line, `${what} must be one of ${words.join(', ')}`)
    return words[0]
  }
}

export function listOf<T>(what: string, read: Read<T>): Read<readonly T[]> {
  return (node, report) => {
    if (node.kind === 'list') return node.items.map((item) => read(item, report))
    reportProblem(report, node.line, `${what} must be a list`)
    return []
  }
}

export function objectOf<S extends Shape>(what: string, shape: S): Read<Values<S>> {
  return (node, report) => {
    const values: Record<string, unknown> = {}
    if (node.kind === 'map') reportUnknownKeys(what, { node, shape }, report)
    else reportProblem(report, node.line, `${what} must be a mapping with ${Object.keys(shape).join(', ')}`)
    for (const [name, field] of Object.entries(shape)) {
      const entry = node.kind === 'map' ? node.entries.find((candidate) => candidate.key === name) : undefined
      if (entry !== undefined) values[name] = field.read(entry.value, report)
      else if (field.absent !== undefined) values[name] = field.absent.value
      else if (node.kind === 'map') reportProblem(report, node.line, `${what} needs ${name}`)
    }
    return values as Values<S>
  }
}

function reportUnknownKeys(
  what: string,
  { node, shape }: { readonly node: ScriptNode & { kind: 'map' }; readonly shape: Shape },
  report: ScriptReport,
): void {
  for (const entry of node.entries) {
    if (Object.hasOwn(shape, entry.key)) continue
    const known = Object.keys(shape).join(', ')
    reportProblem(report, entry.line, `unknown key "${entry.key}" in ${what} (known: ${known})`)
  }
}

export function jsonObject(what: string): Read<JsonObject> {
  return (node, report) => {
    if (node.kind === 'map') return Object.fromEntries(node.entries.map((entry) => [entry.key, toJson(entry.value)]))
    reportProblem(report, node.line, `${what} must be a mapping`)
    return {}
  }
}

function toJson(node: ScriptNode): JsonValue {
  if (node.kind === 'list') return node.items.map(toJson)
  if (node.kind === 'map') return Object.fromEntries(node.entries.map((entry) => [entry.key, toJson(entry.value)]))
  const value = node.value
  const isPlain = typeof value === 'string' || typeof value === 'boolean' || value === null
  return isPlain || (typeof value === 'number' && Number.isFinite(value)) ? value : node.source
}
