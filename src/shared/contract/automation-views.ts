import type {
  FileProblem,
  FilterVerdict,
  Firing,
  FiringSource,
  HoldCode,
  SkipCode,
} from '../domain/automation/state.ts'
import type { PermissionPolicy } from '../domain/permission/policy.ts'
import type { PromptBlock } from '../domain/thread/state.ts'
import type { AutomationId, FiringId, RunId } from '../kernel/ids.ts'
import type { JsonObject, JsonValue } from '../kernel/json.ts'

/** What a client needs to know of one kind of trigger to offer a form for it. */
export interface TriggerView {
  readonly kind: string
  readonly title: string
  readonly outside: boolean
  /** JSON Schema of its settings. */
  readonly settings: JsonObject
  readonly fields: readonly {
    readonly name: string
    readonly kind: 'text' | 'number' | 'boolean' | 'list'
    readonly words: string
    readonly example: JsonValue
  }[]
}

/** What the host knows of an automation beside its state in the model. */
export interface AutomationFacts {
  readonly automation: AutomationId
  /** Path of its file, relative to the project or absolute. */
  readonly file: string
  /** What starts it, in one line. */
  readonly when: string
  /** When it fires next, where that is known. */
  readonly next: number | null
  /** Where a signed webhook is taken in; null without one. */
  readonly webhook: string | null
}

/** A file as it is, and what is wrong with it. */
export interface AutomationFile {
  readonly text: string
  /** Digest of the text; null for a file that is not there yet. */
  readonly revision: string | null
  readonly problems: readonly FileProblem[]
}

/** A text that isn't a file yet. */
export interface TextCheck {
  readonly problems: readonly FileProblem[]
  /** The text as plain values, as a form shows them: also where they are wrong, empty where it can't be read as YAML. */
  readonly fields: JsonObject
  /** What it may do that the version in force may not, one plain sentence each; absent where that isn't known. */
  readonly widens?: readonly string[]
  /** By kind of trigger, what its settings mean in one line; without those that are wrong. */
  readonly when?: Readonly<Record<string, string>>
}

/** A change of one field, as a form makes it; comments and order of everything else stay. */
export interface FormChange {
  /** `['dispatch', 'brief']`, `['if', 0, 'field']`. */
  readonly path: readonly (string | number)[]
  /** Absent: the field is taken out. */
  readonly value?: JsonValue
}

export interface AutomationTemplate {
  /** Also the name that its file is proposed to have. */
  readonly name: string
  readonly title: string
  readonly words: string
  readonly text: string
}

/** What a firing would come to. Nothing is dispatched, nothing counted. */
export interface DryRun {
  readonly source: FiringSource
  readonly subject: string | null
  readonly filters: readonly FilterVerdict[]
  readonly key: string | null
  readonly decision:
    | { readonly kind: 'dispatched' }
    | { readonly kind: 'skipped'; readonly code: SkipCode }
    | { readonly kind: 'held'; readonly code: HoldCode }
  readonly reason: string
  /** What the agent would be told, in order; empty where it can't be rendered. */
  readonly blocks: readonly PromptBlock[]
  readonly title: string
  readonly agents: readonly string[]
  readonly effort: string
  readonly topology: string
  readonly permissions: PermissionPolicy
  /** What holds them, said plainly: `No sandbox here: the network is not cut.` */
  readonly limits: readonly string[]
  readonly afterwards: readonly string[]
  readonly estimate: {
    readonly tokens: number
    readonly cost: number | 'unknown'
    readonly minutes: number
    readonly basis: string
  }
}

export interface FireAnswer {
  readonly firing: FiringId
  readonly decision: 'dispatched' | 'skipped' | 'held'
  readonly reason: string
  readonly run: RunId | null
}

export interface FiringPage {
  /** Newest first. */
  readonly rows: readonly Firing[]
  readonly next: number | null
}
