import type { Failure } from '../../shared/kernel/failure.ts'
import type { JsonValue } from '../../shared/kernel/json.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { Scope } from '../../shared/kernel/scope.ts'
import type {
  ForgeCheck,
  ForgeComment,
  ForgeIssue,
  ForgeIssueEvent,
  ForgePullRequest,
  ForgeRepository,
} from './forge.ts'

/** What can be watched. The checks are those of a branch's newest commit, and of older ones that were under way there. */
export type ForgeFeed = 'issues' | 'events' | 'comments' | 'pulls' | { readonly checksOf: string }

/** Something new; its `id` is made of the forge's own numbers, and the same however often it is found. */
export type ForgeNews =
  /** `opened:482`; pull requests are not among them. */
  | { readonly kind: 'issue'; readonly id: string; readonly issue: ForgeIssue }
  /** `labeled:482:9001`: what was done to an issue or pull request, with the number of the event. */
  | { readonly kind: 'event'; readonly id: string; readonly event: ForgeIssueEvent }
  /** `commented:7001`: on an issue or pull request. */
  | { readonly kind: 'comment'; readonly id: string; readonly comment: ForgeComment }
  /** `opened:77`, or with the head's commit `updated:77:1a2b…`. */
  | {
      readonly kind: 'pull-opened' | 'pull-updated'
      readonly id: string
      readonly pull: ForgePullRequest
    }
  /** `check:5001`: completed, whatever came out. */
  | { readonly kind: 'check'; readonly id: string; readonly check: ForgeCheck }

export interface ForgeFollower {
  readonly at: ForgeRepository
  readonly feeds: readonly ForgeFeed[]
  /** How often it is to be looked, in milliseconds. */
  readonly everyMs: number
  /** As it was last taken along; null, or one of another repository, begins with what is new from now on. */
  readonly cursor: JsonValue | null
  /** Resolves once all are dealt with and the cursor is kept. After a failure the same ones come again, later. */
  take(news: readonly ForgeNews[], cursor: JsonValue): Promise<Result<void, Failure>>
  /** Told at each change: what is wrong, and when it is tried again (milliseconds since the epoch); null is well. */
  health(trouble: { readonly failure: Failure; readonly retryAt: number | null } | null): void
}

/**
 * Tells what is new at forges. Whoever follows the same repository shares one look; an unchanged repository costs
 * nothing. Time is the forge's, so that a wrong clock here loses nothing. Everything is told at least once.
 */
export interface ForgeWatch {
  /** Until the scope is closed; closing waits for a look under way. */
  follow(follower: ForgeFollower, scope: Scope): void
}
