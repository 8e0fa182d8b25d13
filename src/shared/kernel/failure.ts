import type { JsonObject } from './json.ts'

/**
 * An expected failure, written for the person who meets it.
 *
 * `code` is what programs match on, never the text. `message` says what happened and what was
 * kept; `remedy` says what to do next. `facts` hold the particulars (paths, names, limits).
 */
export interface Failure<Code extends string = string> {
  readonly code: Code
  readonly message: string
  readonly remedy: string
  readonly facts?: JsonObject
}

/** What to do next, with the particulars where a program needs them. */
export interface Advice {
  readonly remedy: string
  readonly facts: JsonObject
}

export function failure<Code extends string>(code: Code, message: string, advice: string | Advice): Failure<Code> {
  return typeof advice === 'string' ? { code, message, remedy: advice } : { code, message, ...advice }
}
