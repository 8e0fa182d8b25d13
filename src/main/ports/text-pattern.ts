import type { Failure } from '../../shared/kernel/failure.ts'
import type { Result } from '../../shared/kernel/result.ts'

/** Regular expressions whose time grows with the text's length alone, since the texts are strangers'. */
export interface TextPatterns {
  /** Answers whether the pattern is found anywhere in a text. */
  compile(pattern: string): Result<(text: string) => boolean, Failure<'pattern-invalid'>>
}
