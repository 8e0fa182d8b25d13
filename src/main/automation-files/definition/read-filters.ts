import type { Filter } from '../../../shared/domain/automation/definition.ts'
import type { TextPatterns } from '../../ports/text-pattern.ts'
import type { DraftProblem } from './draft-problem.ts'
import type { WrittenFilter } from './written-automation.ts'

const fieldShape = /^[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)*$/
const tests = 'is, isNot, matches or in'

/** What a file says an event must be like. Problems go into `found`. */
export function readFilters(
  written: readonly WrittenFilter[],
  patterns: TextPatterns,
  found: DraftProblem[],
): readonly Filter[] {
  return written.flatMap((one, at) => {
    const path = ['if', at]
    const field = one.field.replace(/^event\./, '')
    const test = testOf(one)
    if (!fieldShape.test(field)) {
      const message = `“${one.field}” is no name of a field.`
      found.push({
        path: [...path, 'field'],
        code: 'field-invalid',
        message,
        remedy: 'Write it like title or author.name.',
      })
    }
    if (test === null) {
      const message = `This filter needs exactly one of ${tests}.`
      found.push({
        path,
        code: 'filter-invalid',
        message,
        remedy: 'Leave one of them, and make further filters of the others.',
      })
      return []
    }
    if (test.kind === 'matches') {
      const compiled = patterns.compile(test.pattern)
      if (!compiled.ok) found.push({ ...compiled.error, path: [...path, 'matches'] })
    }
    return [{ field, test }]
  })
}

function testOf(written: WrittenFilter): Filter['test'] | null {
  const said: Filter['test'][] = []
  if (written.is !== undefined) said.push({ kind: 'is', value: written.is })
  if (written.isNot !== undefined) said.push({ kind: 'isNot', value: written.isNot })
  if (written.matches !== undefined) said.push({ kind: 'matches', pattern: written.matches })
  if (written.in !== undefined) said.push({ kind: 'in', values: written.in })
  const [test] = said
  return said.length === 1 && test !== undefined ? test : null
}
