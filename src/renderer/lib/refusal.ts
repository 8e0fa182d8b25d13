import type { Failure } from '../../shared/kernel/failure.ts'
import { visibleText } from './visible-text.ts'

/** Something that went wrong as a person is told of it. */
export type Trouble = Failure

/** Why something can't be done now: a whole failure, or one sentence. */
export type Refusal = Failure | string

/** A refusal as one text: what is the matter, then what to do. */
export function explain(refusal: Refusal): string {
  return visibleText(typeof refusal === 'string' ? refusal : `${refusal.message} ${refusal.remedy}`.trim())
}
