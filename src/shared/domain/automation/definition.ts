import type { JsonObject } from '../../kernel/json.ts'
import type { PermissionPolicy } from '../permission/policy.ts'
import type { Effort, Topology } from '../plan/plan.ts'
import type { TemplatePart } from './template.ts'

/** What an event must be like. All of them must hold; absent fields are an error, not a mismatch. */
export interface Filter {
  /** Path below the event: `title`, `author.name`. Of a list, any entry may fit (for `isNot`: none may). */
  readonly field: string
  readonly test:
    | { readonly kind: 'is' | 'isNot'; readonly value: string | number | boolean }
    /** A regular expression without backtracking, found anywhere in the text. */
    | { readonly kind: 'matches'; readonly pattern: string }
    | { readonly kind: 'in'; readonly values: readonly (string | number | boolean)[] }
}

/** Hours in which nothing is dispatched; `from` after `to` spans midnight. */
export interface QuietHours {
  /** `22:00`. */
  readonly from: string
  readonly to: string
  /** IANA name; null: that of the host. */
  readonly zone: string | null
}

export interface AutomationLimits {
  /** Of its dispatches, how many may be under way at once; further ones are held. */
  readonly parallel: number | null
  /** Milliseconds after a dispatch in which another about the same subject is skipped. */
  readonly cooldownMs: number | null
  /** US dollars of each dispatch. */
  readonly cost: number | null
  /** US dollars of all its dispatches in one day (UTC), reserved ones included; further ones are held until the next. */
  readonly costPerDay: number | null
  readonly quiet: QuietHours | null
  readonly quietThen: 'hold' | 'skip'
}

/** What is done when a dispatch has come to rest. */
export type ThenStep =
  /** It waits for a review like any work; said for clarity. */
  | { readonly kind: 'review' }
  | { readonly kind: 'notify' }
  /** What it found, to where the event came from. */
  | { readonly kind: 'comment' }
  | { readonly kind: 'pull-request' }
  | { readonly kind: 'start'; readonly name: string }

/** A team's or a person's definition with every default filled in, as its file had it when it was last right. */
export interface AutomationDefinition {
  /** By kind of trigger, what that kind is told; never empty. */
  readonly on: Readonly<Record<string, JsonObject>>
  readonly if: readonly Filter[]
  /** Null: every firing is distinct. */
  readonly dedupe: readonly TemplatePart[] | null
  readonly dispatch: {
    readonly brief: readonly TemplatePart[]
    /** Ids of the catalogue, in order; empty: whichever is the default. */
    readonly agents: readonly string[]
    readonly effort: Effort | null
    readonly topology: Topology | null
    /** Null: restricted for events from outside, else standard. */
    readonly permissions: PermissionPolicy | null
    readonly gates: readonly string[]
  }
  readonly limits: AutomationLimits
  /** `then` in the file. */
  readonly afterwards: readonly ThenStep[]
}

export const automationLimits = {
  /** UTF-16 units of a file. */
  file: 100_000,
  /** Of a name: `a-z`, digits and `-`. */
  name: 64,
  brief: 20_000,
  filters: 50,
  steps: 10,
  /** Firings of one automation that may be held; one more is skipped. */
  held: 10_000,
  /** Automations that may start each other in a row. */
  chain: 5,
  /** UTF-16 units: of a subject, of a rendered dedupe key, of a cursor as JSON, of an event as JSON. */
  subject: 160,
  key: 300,
  cursor: 16_000,
  event: 256_000,
  /** Deliveries that one command may bring. */
  deliveries: 50,
  /** Days that an event's own text is kept. */
  payloadDays: 14,
} as const
