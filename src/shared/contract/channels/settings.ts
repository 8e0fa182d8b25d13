import { type } from '@orpc/contract'
import { z } from 'zod'
import type { JsonValue } from '../../kernel/json.ts'
import type { Settings, SettingsPatch } from '../../settings/settings.ts'
import { procedure } from '../define.ts'

/** Names of things a screen keeps: words and ids joined by `/`, `.`, `:`, `-` or `_`. */
const key = z.string().regex(/^[\w./:-]{1,200}$/)

/** What the screens keep for the person: drafts, filters, sizes, marks. By key. */
export type Kept = Readonly<Record<string, JsonValue>>

export const settingsChannel = {
  /** The settings now, and again whenever they change, by whomever. */
  watch: procedure.output(type<AsyncIteratorObject<Settings, void>>()),
  /** Changes whole fields and answers with what holds then; all or nothing. The host's refusal names what is wrong. */
  save: procedure.input(z.custom<SettingsPatch>()).output(type<Settings>()),
  /** Everything the screens keep. */
  loadKept: procedure.output(type<Kept>()),
  /** Durable when answered. Null removes a key; a value may hold 256 kB, all 4,000 together 16 MB. */
  keep: procedure.input(z.object({ values: z.record(key, z.custom<JsonValue>()) })).output(type<void>()),
}
