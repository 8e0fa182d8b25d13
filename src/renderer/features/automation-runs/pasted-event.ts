import type { FiringId } from '../../../shared/kernel/ids.ts'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'

/** What it is tried on. */
export interface ChosenEvent {
  /** Kind of trigger; null: the first that it has. */
  readonly trigger: string | null
  readonly event: { readonly pasted: JsonObject } | { readonly firing: FiringId } | { readonly sample: true }
}

/** Fields of an event as a person wrote them; else what is wrong, in words. */
export function readPasted(text: string): Result<JsonObject, string> {
  if (text.trim() === '') return err('Paste the fields of an event as JSON.')
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return ok(value as JsonObject)
    return err('This is JSON, but not an object with the fields of an event.')
  } catch (error) {
    return err(`This is not JSON${placeOf(text, error)}.`)
  }
}

/** ', line 3' where the message tells the position. */
function placeOf(text: string, error: unknown): string {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
  if (position === undefined) return ''
  return `: look at line ${text.slice(0, Number(position)).split('\n').length}`
}
