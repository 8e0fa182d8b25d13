import type { FiringSource } from '../../shared/domain/automation/state.ts'
import type { Project } from '../../shared/domain/project/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { AutomationId } from '../../shared/kernel/ids.ts'
import type { JsonObject, JsonValue } from '../../shared/kernel/json.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { Schema } from '../../shared/kernel/schema.ts'
import type { Scope } from '../../shared/kernel/scope.ts'

/** One field that events of a trigger have. */
export interface TriggerField {
  /** Path below the event: `title`, `labels`. */
  readonly name: string
  /** `text` is written by people or programs and reaches an agent only quoted. */
  readonly kind: 'text' | 'number' | 'boolean' | 'list'
  readonly words: string
  readonly example: JsonValue
}

/** Something that happened, as its trigger found it. */
export interface TriggerEvent {
  /** The source's own name for it: the same event has the same, however often it is found. */
  readonly id: string
  readonly source: FiringSource
  /** What it is about, in one line of its own text; null where there is none. */
  readonly subject: string | null
  readonly fields: JsonObject
  /** Automations that led to it, first to last; absent: none. What would start itself is refused. */
  readonly chain?: readonly AutomationId[]
}

/** What a trigger that is begun is told, and what it tells. */
export interface TriggerWatch {
  readonly automation: { readonly id: AutomationId; readonly name: string }
  readonly project: Project
  /** As it was last stored; null at the first beginning, which looks at nothing that happened before. */
  readonly cursor: JsonValue | null
  /**
   * Resolves once every event has a durable decision and the cursor, where one is named, is stored with the last of
   * them. On a failure nothing or a part was decided: the same events are to be told again, later.
   */
  deliver(events: readonly TriggerEvent[], cursor?: JsonValue): Promise<Result<void, Failure>>
  /** Whether it works: told at each change and again on trouble; null is well. */
  health(trouble: { readonly failure: Failure; readonly retryAt: number | null } | null): void
}

/**
 * One way in which work starts by itself. A new one is one file and one line in the list of triggers: its settings as
 * a file has them, what its events hold, and how it watches.
 */
export interface Trigger<Settings extends JsonObject = JsonObject> {
  /** The key below `on`. */
  readonly kind: string
  /** `GitHub issue`. */
  readonly title: string
  /** Its events hold texts of people who are not of the project. */
  readonly outside: boolean
  /** Strict: an unknown field is refused; `describe` gives the words of a form. */
  readonly settings: Schema<Settings>
  readonly fields: readonly TriggerField[]
  /** What these settings mean, in one line: `GitHub issue is opened or labelled · looked at every 60 s`. */
  words(settings: Settings): string
  /** When it fires next, where that is known: milliseconds since the epoch. */
  next?(settings: Settings, now: number): number | null
  /** Path below the host's address at which an automation's events come in, where they are sent to the host. */
  address?(automation: AutomationId): string
  /** Watches until the scope is closed. What it opens is registered there in the same statement. */
  begin(settings: Settings, watch: TriggerWatch, scope: Scope): void
}

/** By their key below `on`. */
export type Triggers = ReadonlyMap<string, Trigger>
