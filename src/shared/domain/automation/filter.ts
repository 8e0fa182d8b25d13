import type { Failure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Filter } from './definition.ts'
import { eventField, type FieldValue, type Scalar } from './event-field.ts'
import { truthWords } from './field-words.ts'
import type { FilterVerdict } from './state.ts'

/** Patterns of a definition, ready to be looked for; by their text. */
export type CompiledPatterns = ReadonlyMap<string, (text: string) => boolean>

export interface FilterJudgement {
  /** Of each filter in order; those after a fault are not judged. */
  readonly verdicts: readonly FilterVerdict[]
  /** A field that the event doesn't have: neither passed nor failed. */
  readonly fault: Failure | null
}

/**
 * Holds an event against filters. The words of a verdict say what is true of the event, in the definition's own words:
 * `label is question` where `isNot: question` failed. `patterns` must hold each pattern of the filters.
 */
export function judgeFilters(
  filters: readonly Filter[],
  fields: JsonObject,
  patterns: CompiledPatterns,
): FilterJudgement {
  const verdicts: FilterVerdict[] = []
  for (const filter of filters) {
    const value = eventField(fields, filter.field.split('.'), 'a filter')
    if (!value.ok) return { verdicts, fault: value.error }
    verdicts.push(judged(filter, value.value, patterns))
  }
  return { verdicts, fault: null }
}

function judged({ field, test }: Filter, value: FieldValue, patterns: CompiledPatterns): FilterVerdict {
  const single = typeof value === 'object' ? field.replace(/s$/, '') : field
  const truth = truthOf(test, value)
  const fits = holds(test, typeof value === 'object' ? value : [value as Scalar], patterns)
  const words = truth === null ? `${single} ${wordsOf(test, fits)}` : truthLine(field, truth)
  return { words, passed: test.kind === 'isNot' ? !fits : fits }
}

function truthLine(field: string, truth: boolean): string {
  const { text, value } = truthWords(field, truth)
  return text === '' ? value : `${text} ${value}`
}

/** Null where it is no question of yes or no. */
function truthOf(test: Filter['test'], value: FieldValue): boolean | null {
  const asks = (test.kind === 'is' || test.kind === 'isNot') && typeof test.value === 'boolean'
  return asks && typeof value === 'boolean' ? value : null
}

/** Whether any of the values is what the test names; of `isNot`, what may not be. */
function holds(test: Filter['test'], values: readonly Scalar[], patterns: CompiledPatterns): boolean {
  switch (test.kind) {
    case 'is':
    case 'isNot':
      return values.some((value) => String(value) === String(test.value))
    case 'in': {
      const wanted = new Set(test.values.map(String))
      return values.some((value) => wanted.has(String(value)))
    }
    case 'matches': {
      const found = patterns.get(test.pattern)
      if (found === undefined) throw new Error(`pattern was not compiled: ${test.pattern}`)
      return values.some((value) => found(String(value)))
    }
  }
}

function wordsOf(test: Filter['test'], fits: boolean): string {
  switch (test.kind) {
    case 'is':
    case 'isNot':
      return `is ${fits ? '' : 'not '}${test.value}`
    case 'in':
      return `is ${fits ? 'one' : 'none'} of ${test.values.join(', ')}`
    case 'matches':
      return `${fits ? 'matches' : 'does not match'} ${test.pattern}`
  }
}
