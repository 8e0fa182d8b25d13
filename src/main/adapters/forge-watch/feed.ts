import type { JsonValue } from '../../../shared/kernel/json.ts'
import type { ForgeResult, Seen } from '../../ports/forge.ts'
import type { ForgeNews } from '../../ports/forge-watch.ts'

/** What one follower makes of a look, and where it goes on from. */
export interface Reading {
  readonly news: readonly ForgeNews[]
  readonly part: JsonValue
}

export interface Look extends Seen {
  /** There is more, which the next look brings at once. */
  readonly more: boolean
  /** There was more, which no look brings. */
  readonly lost: boolean
  /** By the part of a follower's cursor, null where it begins; null where nothing changed. */
  readonly read: ((part: JsonValue | null) => Reading) | null
}

/** One list of a repository that is looked at for all who follow it. */
export interface Feed {
  /** Also the name of its part in cursors. */
  readonly name: string
  /** Where a look has to begin so that nobody misses anything; parts are as `read` made them. */
  from(parts: readonly JsonValue[]): JsonValue
  /** `from`: null where all who follow begin. */
  look(from: JsonValue | null, seen: Seen): ForgeResult<Look>
}
