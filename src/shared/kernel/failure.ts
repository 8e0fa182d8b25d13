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

export function failure<Code extends string>(
  code: Code,
  message: string,
  remedy: string,
  facts?: JsonObject,
): Failure<Code> {
  return facts === undefined ? { code, message, remedy } : { code, message, remedy, facts }
}
