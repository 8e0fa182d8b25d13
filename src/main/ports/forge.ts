import type { Failure } from '../../shared/kernel/failure.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { SecretFailure } from './secrets.ts'

/** Where a repository is kept for others: `github.com` and `owner/name`. */
export interface ForgeRepository {
  readonly host: string
  readonly repository: string
}

export type ForgeFailureCode =
  /** No token was found, or it is not accepted (any more). */
  | 'forge-signed-out'
  | 'forge-forbidden'
  | 'forge-not-found'
  /** `facts.retryAt`: milliseconds since the epoch. */
  | 'forge-rate-limited'
  | 'forge-refused'
  | 'forge-unreachable'
  | 'forge-failed'

export type ForgeFailure = Failure<ForgeFailureCode>
export type ForgeResult<T> = Promise<Result<T, ForgeFailure>>

export interface ForgeActor {
  readonly name: string
  readonly bot: boolean
}

export interface ForgeIssue {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly state: string
  readonly author: ForgeActor
  readonly labels: readonly string[]
  readonly url: string
  readonly pullRequest: boolean
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly updatedAt: number
}

/** Something done to an issue or a pull request: `labeled`, `ready_for_review` … */
export interface ForgeIssueEvent {
  readonly id: number
  readonly event: string
  readonly label: string | null
  readonly actor: ForgeActor
  readonly issue: ForgeIssue
  readonly at: number
}

export interface ForgeComment {
  readonly id: number
  readonly issue: number
  readonly body: string
  readonly author: ForgeActor
  readonly url: string
  readonly createdAt: number
  readonly updatedAt: number
}

export interface ForgePullRequest extends ForgeIssue {
  readonly draft: boolean
  readonly head: { readonly branch: string; readonly commit: string; readonly repository: string | null }
  readonly base: { readonly branch: string; readonly commit: string }
}

export interface ForgeCheck {
  readonly id: number
  readonly name: string
  readonly commit: string
  readonly conclusion: string | null
  readonly summary: string
  readonly url: string
  readonly completedAt: number | null
}

/** What was seen of a list: asked with again, an unchanged list costs nothing. */
export interface Seen {
  readonly etag: string | null
}

/** `rows`: null where nothing changed since. All pages up to a bound, oldest first. */
export interface Listed<Row> extends Seen {
  readonly rows: readonly Row[] | null
  /** When the server answered, by its own clock: milliseconds since the epoch, whole seconds. */
  readonly at: number
  /**
   * The bound was reached. Of lists that are asked for by time, what follows comes with the next question; of the
   * others, what is older than the first row was left out.
   */
  readonly cut: boolean
  /** All that was there at that time, from where it was asked for on, is among the rows. */
  readonly whole: boolean
}

/**
 * Where a list is to begin: at this time or id, inclusive for times and exclusive for ids. Null is for a first look:
 * the newest page only.
 */
export type From = number | null

/** A place where repositories, issues and pull requests are kept. Requests are paced, and wait out short limits. */
export interface Forge {
  /** The repository that a remote's address names; null where no forge of this kind is there. */
  repositoryOf(remote: string): ForgeRepository | null
  /** Who the token belongs to, and where it is from (keychain, gh, environment); never the token itself. */
  account(host: string): ForgeResult<{ readonly name: string; readonly from: string }>
  /** Forgets what was found of tokens, so that a new one is looked for. */
  forgetTokens(): void
  /** Keeps a token for a server in the keychain of the system, from then on preferred to any other. */
  keepToken(host: string, token: string): Promise<Result<void, SecretFailure>>

  /** Issues and pull requests updated since then, oldest update first. */
  issues(at: ForgeRepository, query: { readonly since: From; readonly seen: Seen }): ForgeResult<Listed<ForgeIssue>>
  /** Newest events of all issues of a repository, oldest first, those after id `after`. */
  issueEvents(
    at: ForgeRepository,
    query: { readonly after: From; readonly seen: Seen },
  ): ForgeResult<Listed<ForgeIssueEvent>>
  /** Comments on issues and pull requests, by their last edit. */
  comments(at: ForgeRepository, query: { readonly since: From; readonly seen: Seen }): ForgeResult<Listed<ForgeComment>>
  /** Open ones updated since then. */
  pullRequests(
    at: ForgeRepository,
    query: { readonly since: From; readonly seen: Seen },
  ): ForgeResult<Listed<ForgePullRequest>>
  issue(at: ForgeRepository, number: number): ForgeResult<ForgeIssue>
  pullRequest(at: ForgeRepository, number: number): ForgeResult<ForgePullRequest>
  /** Of a branch or commit as they are now, oldest first; `HEAD` is the default branch. */
  checks(at: ForgeRepository, query: { readonly ref: string; readonly seen: Seen }): ForgeResult<Listed<ForgeCheck>>

  /** Comments of one issue that hold `mark`, for telling whether one was posted before a crash. */
  findComment(
    at: ForgeRepository,
    query: { readonly number: number; readonly mark: string },
  ): ForgeResult<ForgeComment | null>
  comment(at: ForgeRepository, write: { readonly number: number; readonly body: string }): ForgeResult<ForgeComment>
  editComment(at: ForgeRepository, write: { readonly id: number; readonly body: string }): ForgeResult<ForgeComment>
  /** An open one with that head branch of the same repository, or null. */
  findPullRequest(at: ForgeRepository, head: string): ForgeResult<ForgePullRequest | null>
  openPullRequest(
    at: ForgeRepository,
    write: { readonly head: string; readonly base: string; readonly title: string; readonly body: string },
  ): ForgeResult<ForgePullRequest>
  /** What git needs to push there over https, as extra configuration values; null where git's own ways are used. */
  pushCredentials(at: ForgeRepository): ForgeResult<JsonObject | null>
}
