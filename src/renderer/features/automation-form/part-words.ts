import { fieldWords, truthWords } from '../../../shared/domain/automation/field-words.ts'
import type { JsonObject, JsonValue } from '../../../shared/kernel/json.ts'
import { isObject } from '../../lib/form-change.ts'
import { valueWords } from './setting-fields.ts'

/** The ways in which a filter tests a field, with the words for it. */
export const tests = {
  is: 'is',
  isNot: 'is not',
  matches: 'matches',
  in: 'is one of',
} as const

export type Test = keyof typeof tests

export function testOf(filter: JsonObject): Test {
  return (Object.keys(tests) as Test[]).find((test) => Object.hasOwn(filter, test)) ?? 'is'
}

/** What a chip says: words, with what a person chose in them. */
export interface ChipWords {
  readonly text: string
  readonly value: string
}

/** 'label is not' and 'question'. `kind`: what its field is, where that is known. */
export function filterWords(filter: JsonValue, kind?: string): ChipWords {
  if (!isObject(filter)) return { text: valueWords(filter), value: '' }
  const test = testOf(filter)
  const name = typeof filter.field === 'string' ? filter.field : ''
  const field = fieldWords(name)
  const value = filter[test]
  if (typeof value === 'boolean' && (test === 'is' || test === 'isNot')) {
    return truthWords(name, value === (test === 'is'))
  }
  const single = kind === 'list' ? field.replace(/s$/, '') : field
  return { text: `${single} ${tests[test]}`, value: valueText(value) || '…' }
}

/** A value as the file has it, and as it is typed. */
export function valueText(value: JsonValue | undefined): string {
  return typeof value === 'boolean' ? String(value) : valueWords(value)
}

/** What is read from a field of a form for a filter: numbers and yes or no as what they are. */
export function filterValue(text: string, kind: string | undefined): JsonValue {
  const trimmed = text.trim()
  if (kind === 'number' && trimmed !== '' && Number.isFinite(Number(trimmed))) return Number(trimmed)
  if (kind === 'boolean' && (trimmed === 'true' || trimmed === 'false')) return trimmed === 'true'
  return text
}

const steps: Readonly<Record<string, string>> = {
  review: 'To review',
  notify: 'Tell me',
  comment: 'Comment where it came from',
  'pull-request': 'Open a pull request',
}

/** What leaves this machine, and so is asked for first unless a rule lets it go. */
export function askWords(step: JsonValue, free: (tool: string) => boolean): string {
  if (step !== 'comment' && step !== 'pull-request') return ''
  return free(step) ? ': without asking, by a rule' : ': ask first'
}

/** A step of `then` in words. */
export function stepWords(step: JsonValue, titleOf: (name: string) => string): string {
  if (isObject(step) && typeof step.start === 'string') {
    return step.start === '' ? 'Start …' : `Start ${titleOf(step.start)}`
  }
  return typeof step === 'string' ? (steps[step] ?? step) : valueWords(step)
}

/** The steps that are one word in a file. */
export const plainSteps = Object.entries(steps).map(([value, title]) => ({ value, title }))

/** How it is chosen who does it: 'Codex, then Claude Code'. */
export function agentWords(ids: readonly string[], nameOf: (id: string) => string): string {
  return ids.length === 0 ? 'The default agent' : ids.map(nameOf).join(', then ')
}

/** Texts of a field that may be one or a list of them. */
export function textsOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

export const efforts = [
  { value: 'quick', title: 'Quick', words: 'Quick: nothing is checked' },
  { value: 'standard', title: 'Standard', words: 'Standard: the gates run' },
  { value: 'proven', title: 'Proven', words: 'Proven: the gates must pass' },
] as const

export const topologies = [
  { value: 'queue', title: 'Queue', words: 'Each works alone; what is ready waits its turn.' },
  { value: 'team', title: 'Team', words: 'Threads of a project tell each other what they change.' },
  { value: 'adaptive', title: 'Adaptive', words: 'Threads that come close to each other work as a team.' },
] as const
