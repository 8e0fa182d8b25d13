import type { z } from 'zod'
import type { PlanProblem } from '../domain/plan/plan.ts'

type Issue = z.core.$ZodIssue
type Path = PlanProblem['path']

/** What a strict schema says about a written value, each at its exact place and as a sentence. */
export function shapeProblems(issues: readonly Issue[], known: (path: Path) => readonly string[]): PlanProblem[] {
  return issues.flatMap((issue) => problemsOf(issue, [], known))
}

function problemsOf(issue: Issue, above: Path, known: (path: Path) => readonly string[]): PlanProblem[] {
  const path = [...above, ...(issue.path as Path)]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...path, key], key, known(path)))
    case 'invalid_union':
      return problemsOfUnion(issue, path, known)
    case 'invalid_type':
      return [wrongType(path, issue)]
    case 'invalid_value':
      return [oneOf(path, issue.values)]
    case 'too_big':
      return [
        problem(path, 'too-large', [`${label(path)} is too ${large(issue.origin)}.`, `At most ${issue.maximum}.`]),
      ]
    case 'too_small':
      return [tooSmall(path, issue)]
    default:
      return [problem(path, 'invalid', [`${label(path)} can't be read: ${issue.message}.`, 'Correct it.'])]
  }
}

/** The alternative that the value was meant to be is the one whose own kind it has. */
function problemsOfUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  known: (path: Path) => readonly string[],
): PlanProblem[] {
  const meant = issue.errors.find(
    (errors) => !errors.some((one) => one.code === 'invalid_type' && one.path.length === 0),
  )
  if (meant !== undefined) return meant.flatMap((one) => problemsOf(one, path, known))
  return [problem(path, 'wrong-type', [`${label(path)} has the wrong form.`, 'Write a name, or see the description.'])]
}

function unknownKey(path: Path, key: string, names: readonly string[]): PlanProblem {
  return problem(path, 'unknown-key', [`${label(path)} is no known field.`, instead(nearest(key, names), names)])
}

function instead(near: string | null, names: readonly string[]): string {
  if (near !== null) return `Did you mean ${near}?`
  return names.length === 0 ? 'Take it out.' : `Known are: ${names.join(', ')}.`
}

function wrongType(path: Path, issue: Extract<Issue, { code: 'invalid_type' }>): PlanProblem {
  const wanted = kinds[issue.expected] ?? issue.expected
  if (issue.input === undefined) return problem(path, 'missing', [`${label(path)} is missing.`, `Add it: ${wanted}.`])
  return problem(path, 'wrong-type', [`${label(path)} must be ${wanted}.`, `Write ${wanted} there.`])
}

function oneOf(path: Path, values: readonly unknown[]): PlanProblem {
  const choices = values.map(String).join(', ')
  return problem(path, 'wrong-value', [`${label(path)} is none of ${choices}.`, `Write one of ${choices}.`])
}

function tooSmall(path: Path, issue: Extract<Issue, { code: 'too_small' }>): PlanProblem {
  const empty = issue.origin === 'string' || issue.origin === 'array'
  if (empty) return problem(path, 'empty', [`${label(path)} is empty.`, 'Say something there, or leave the field out.'])
  const least = issue.inclusive === false ? `More than ${issue.minimum}.` : `At least ${issue.minimum}.`
  return problem(path, 'too-small', [`${label(path)} is too small.`, least])
}

function problem(path: Path, code: string, [message, remedy]: readonly [string, string]): PlanProblem {
  return { path, code, message, remedy }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object with named fields',
}

function large(origin: string): string {
  if (origin === 'string') return 'long'
  return origin === 'array' ? 'many' : 'large'
}

/** A place as people write it: `tasks[2].after[0]`; of the whole: The whole. */
export function label(path: Path): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
  return text === '' ? 'The whole' : text.replace(/^\./, '')
}

/** The name that a mistyped one was most likely meant to be; null where none is close. */
export function nearest(word: string, names: readonly string[]): string | null {
  const ranked = names
    .map((name) => ({ name, far: distance(word.toLowerCase().slice(0, 64), name.toLowerCase()) }))
    .sort((one, other) => one.far - other.far)
  const [best] = ranked
  return best !== undefined && best.far <= Math.ceil(best.name.length / 3) ? best.name : null
}

function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (let at = 1; at <= other.length; at++) {
      const change = (row[at - 1] ?? 0) + (other[at - 1] === letter ? 0 : 1)
      next.push(Math.min(change, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
