import type { JsonObject } from '../../kernel/json.ts'
import type { FiringSource } from './state.ts'

/** An event as filters, keys and briefs see it. Everything in it but numbers may have been written by a stranger. */
export interface EventFacts {
  readonly source: FiringSource
  readonly subject: string | null
  readonly fields: JsonObject
}
