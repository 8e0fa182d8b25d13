import type { TestResults } from '../../../shared/domain/verification/state.ts'
import { type Counts, failuresTold, testFailure } from './counts.ts'

/** What the usual runners say at their end. */
type Reader = (output: string) => Counts | null

/** The first that recognises anything is believed: the particular ones stand before the general. */
const readers: readonly Reader[] = [
  // Maven, Gradle and others of the family: the last such line is the sum of those before.
  lastLine(
    /^.*Tests run: (\d+), Failures: (\d+), Errors: (\d+), Skipped: (\d+).*$/gm,
    ([run, failures, errors, skip]) => ({
      passed: run - failures - errors - skip,
      failed: failures + errors,
      skipped: skip,
    }),
  ),
  lastLine(/^.*Failed: +(\d+), Passed: +(\d+), Skipped: +(\d+).*$/gm, ([failed, passed, skipped]) => ({
    passed,
    failed,
    skipped,
  })),
  allLines(/^test result: .*?(\d+) passed; (\d+) failed; (\d+) ignored.*$/gm, ([passed, failed, skipped]) => ({
    passed,
    failed,
    skipped,
  })),
  words(/^[^\S\n]*Tests:?[^\S\n]+(?=.*\d+ (?:passed|failed|skipped|todo|total)).*$/gm),
  words(/^=+ (?=.*\d+ (?:passed|failed|errors?|skipped)).* in [\d.]+ ?s.*$/gm),
  labelled(/^(?:ℹ|#) (pass|fail|skipped|cancelled) (\d+)$/gm),
  listed(/^[^\S\n]+(\d+) (passing|failing|pending)\b.*$/gm),
  lastLine(/^(\d+) examples?, (\d+) failures?(?:, (\d+) pending)?.*$/gm, ([run, failed, skipped]) => ({
    passed: run - failed - skipped,
    failed,
    skipped,
  })),
  lastLine(
    /^(\d+) (?:runs|tests), \d+ assertions, (\d+) failures, (\d+) errors(?:, (\d+) skips)?.*$/gm,
    ([run, failures, errors, skipped]) => ({
      passed: run - failures - errors - skipped,
      failed: failures + errors,
      skipped,
    }),
  ),
  unittest,
  listed(/^[^\S\n]*--- (PASS|FAIL|SKIP): /gm),
  words(/^(?=.*\b\d+ passed\b|.*\b\d+ failed\b)[^\n]{1,200}$/gm),
]

export function readSummary(output: string): TestResults | null {
  for (const read of readers) {
    const counts = read(output)
    if (counts !== null && counts.passed + counts.failed + counts.skipped > 0 && counts.passed >= 0) {
      return { format: 'summary', ...counts, failures: failuresIn(output) }
    }
  }
  return null
}

type Numbers = readonly [number, number, number, number]

function numbersOf(match: RegExpExecArray): Numbers {
  const [one = 0, two = 0, three = 0, four = 0] = match.slice(1).map((digits) => Number(digits ?? 0))
  return [one, two, three, four]
}

function lastLine(pattern: RegExp, meaning: (numbers: Numbers) => Counts): Reader {
  return (output) => {
    const last = [...output.matchAll(pattern)].at(-1)
    return last === undefined ? null : meaning(numbersOf(last))
  }
}

/** Of runners that sum up each of their programs. */
function allLines(pattern: RegExp, meaning: (numbers: Numbers) => Counts): Reader {
  return (output) => {
    const all = [...output.matchAll(pattern)].map((match) => meaning(numbersOf(match)))
    return all.length === 0 ? null : all.reduce(added)
  }
}

function added(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  }
}

const none: Counts = { passed: 0, failed: 0, skipped: 0 }

const meanings: Readonly<Record<string, keyof Counts>> = {
  passed: 'passed',
  pass: 'passed',
  passing: 'passed',
  failed: 'failed',
  fail: 'failed',
  failing: 'failed',
  cancelled: 'failed',
  error: 'failed',
  errors: 'failed',
  skipped: 'skipped',
  skip: 'skipped',
  todo: 'skipped',
  pending: 'skipped',
  xfailed: 'skipped',
}

/** `2 failed, 3 passed` in any order, in the last line that matches. */
function words(pattern: RegExp): Reader {
  return (output) => {
    const line = [...output.matchAll(pattern)].at(-1)?.[0]
    if (line === undefined) return null
    return [...line.matchAll(/(\d+) ([a-z]+)/g)].reduce(
      (counts, [, digits, word = '']) => plus(counts, word, Number(digits)),
      none,
    )
  }
}

/** A word and its number on lines of their own. */
function labelled(pattern: RegExp): Reader {
  return (output) => {
    const all = [...output.matchAll(pattern)]
    return all.length === 0
      ? null
      : all.reduce((counts, [, word = '', digits]) => plus(counts, word, Number(digits)), none)
  }
}

/** A number and its word on lines of their own; a word alone counts as one. */
function listed(pattern: RegExp): Reader {
  return (output) => {
    const all = [...output.matchAll(pattern)]
    if (all.length === 0) return null
    return all.reduce((counts, [, first = '', word]) => {
      return word === undefined ? plus(counts, first.toLowerCase(), 1) : plus(counts, word, Number(first))
    }, none)
  }
}

function plus(counts: Counts, word: string, number: number): Counts {
  const field = meanings[word]
  return field === undefined ? counts : { ...counts, [field]: counts[field] + number }
}

function unittest(output: string): Counts | null {
  const run = [...output.matchAll(/^Ran (\d+) tests? in [\d.]+s$/gm)].at(-1)
  if (run === undefined) return null
  const end = /^(?:OK|FAILED)(?: \((.*)\))?$/m.exec(output.slice(run.index))?.[1] ?? ''
  const count = (name: string) => Number(new RegExp(`\\b${name}=(\\d+)`).exec(end)?.[1] ?? 0)
  const [failed, skipped] = [count('failures') + count('errors'), count('skipped')]
  return { passed: Number(run[1]) - failed - skipped, failed, skipped }
}

/** How runners mark a test that failed; the name follows. The first that is found is believed. */
const failureMarks: readonly RegExp[] = [
  /^[^\S\n]*(?:FAIL(?:ED)?:?|--- FAIL:)[^\S\n]+([^(\s].*)$/gm,
  /^test (\S+) \.\.\. FAILED$/gm,
  /^[^\S\n]*(?:✗|✖|×|●)[^\S\n]+(\S.*[^:\s])[^\S\n]*$/gm,
]

function failuresIn(output: string) {
  for (const mark of failureMarks) {
    const lines = new Set([...output.matchAll(mark)].map(([, line = '']) => line.replace(/ \(?[\d.]+ ?m?s\)?$/, '')))
    if (lines.size > 0) return [...lines].slice(0, failuresTold).map(named)
  }
  return []
}

function named(line: string) {
  const [name = '', ...message] = line.split(' - ')
  return testFailure(name, message.join(' - '))
}
