import type { MovedReference } from '../../shared/domain/landing/events.ts'
import type { JsonObject, JsonValue } from '../../shared/kernel/json.ts'
import type { PreparedLanding } from '../ports/git.ts'

/** What a landing wrote down before it moved the reference. */
export interface Intent extends MovedReference {
  readonly notice: string | null
}

export function intentOf(prepared: PreparedLanding): JsonObject {
  const { into, before, commit, checkouts, notice = null } = prepared
  return { into, before, commit, checkouts, notice }
}

export function readIntent(value: JsonValue): Intent {
  return value as unknown as Intent
}
