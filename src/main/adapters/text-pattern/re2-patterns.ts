import { RE2JS, RE2JSException } from 're2js'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { TextPatterns } from '../../ports/text-pattern.ts'

/** Time is their product at worst: a tenth of a second. */
const limits = { pattern: 500, steps: 400, text: 20_000 } as const

/** The dialect of RE2: no look-around and no back references. Of a long text the first 20,000 units are searched. */
export const re2Patterns: TextPatterns = { compile }

function compile(pattern: string): Result<(text: string) => boolean, Failure<'pattern-invalid'>> {
  if (pattern.length > limits.pattern) return err(invalid(`It has more than ${limits.pattern} characters.`))
  try {
    const compiled = RE2JS.compile(pattern)
    if (compiled.programSize() > limits.steps) return err(invalid('It repeats too much.'))
    return ok((text) => compiled.matcher(text.slice(0, limits.text)).find())
  } catch (error) {
    if (error instanceof RE2JSException) return err(invalid(`${error.message.replace(/^error parsing regexp: /, '')}.`))
    throw error
  }
}

function invalid(why: string): Failure<'pattern-invalid'> {
  const remedy = 'Write a regular expression without look-around and back references.'
  return failure('pattern-invalid', `This pattern can't be used. ${why.charAt(0).toUpperCase()}${why.slice(1)}`, remedy)
}
