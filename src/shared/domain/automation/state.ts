import type { Failure } from '../../kernel/failure.ts'
import type { AutomationId, ClaimId, FiringId, OutboundId, ProjectId, RunId, ThreadId } from '../../kernel/ids.ts'
import type { JsonValue } from '../../kernel/json.ts'
import type { AutomationDefinition, ThenStep } from './definition.ts'

/** Something wrong with a file, where it stands there; lines and columns count from 1. */
export interface FileProblem {
  readonly code: string
  readonly message: string
  readonly remedy: string
  readonly line: number
  readonly column: number
}

/** Whose file it is: the project's, shared with everybody who has the repository, or this person's alone. */
export type AutomationScope = 'project' | 'own'

/** A version of the file that may do more than the one in force, and waits for a person's yes. */
export interface ProposedVersion {
  readonly revision: string
  readonly definition: AutomationDefinition
  /** What it may do that the one in force may not: one plain sentence each. */
  readonly widens: readonly string[]
  readonly since: number
}

export interface TriggerHealth {
  readonly failure: Failure
  readonly since: number
  /** When it is tried again, where that is known. */
  readonly retryAt: number | null
}

/** What one automation has in one project. The file is the truth for what it does; this is what came of it here. */
export interface Automation {
  readonly id: AutomationId
  readonly project: ProjectId
  /** Of the file, without its ending. */
  readonly name: string
  readonly scope: AutomationScope
  /** Null as long as its file was never right. */
  readonly definition: AutomationDefinition | null
  /** Digest of the text that `definition` is from; '' without one. */
  readonly revision: string
  readonly proposed?: ProposedVersion
  /** The file as it is now is wrong: the definition in force is that of before. */
  readonly problems?: readonly FileProblem[]
  /** The file is gone since then. Nothing fires any more; what it did stays. */
  readonly goneSince?: number
  /** Whether its triggers run on this host. Run now and the command line need no switch. */
  readonly on: boolean
  /** Where each kind of trigger goes on from; what it holds is that trigger's own. */
  readonly cursors: Readonly<Record<string, JsonValue>>
  /** Kinds of trigger that don't work at present. */
  readonly health: Readonly<Record<string, TriggerHealth>>
  readonly counts: {
    readonly fired: number
    readonly dispatched: number
    readonly skipped: number
    /** Dispatches that came to something: landed, or written where the event came from. */
    readonly useful: number
    /** Dispatches that are over, useful or not. */
    readonly over: number
  }
  /** Firings that wait to be dispatched. */
  readonly held: number
  /** Dispatches that are not at rest. */
  readonly underWay: number
  readonly firedAt: number | null
  readonly dispatchedAt: number | null
  /** When each subject was last dispatched ('' without one); those of the last cooldown only, newest last, at most 500. */
  readonly cooling: readonly { readonly subject: string; readonly at: number }[]
  /** US dollars that dispatches of one day (UTC, `2026-11-20`) have cost, and what those under way may still. */
  readonly spent: { readonly day: string; readonly cost: number; readonly reserved: number }
  readonly costInAll: number
}

/** How to answer where an event came from. */
export type ReplyTarget = {
  readonly kind: 'github'
  /** `github.com`, or another server. */
  readonly host: string
  /** `owner/name`. */
  readonly repository: string
  readonly number: number
}

/** Where an event came from, in words, bounded; never an instruction. */
export interface FiringSource {
  /** `GitHub issue #482 of acme/payments-api, by octocat`. */
  readonly words: string
  readonly link: string | null
  /** Holds texts of people who are not of the project. */
  readonly outside: boolean
  readonly reply: ReplyTarget | null
}

/** One filter, and whether the event passed it. */
export interface FilterVerdict {
  /** `label is not question`. */
  readonly words: string
  readonly passed: boolean
}

export type SkipCode =
  /** A filter didn't hold. */
  | 'filter'
  /** The dedupe key was dispatched before. */
  | 'duplicate'
  | 'cooldown'
  | 'quiet'
  /** A variable is missing in the event, or the key is too long. */
  | 'fault'
  /** It would start an automation that led to it. */
  | 'cycle'
  /** As many are held as may be. */
  | 'full'
  /** Its automation has no definition that was ever right, or its file is gone. */
  | 'undefined'
  /** Another host claimed the key in the repository. */
  | 'elsewhere'
  /** It could not be dispatched. */
  | 'failed'
  /** A person said so, while it was held. */
  | 'dropped'

export type HoldCode = 'parallel' | 'cost' | 'quiet' | 'paused'

export type FiringOutcome = 'landed' | 'answered' | 'discarded' | 'nothing'

export type FiringState =
  | { readonly kind: 'skipped'; readonly code: SkipCode }
  | { readonly kind: 'held'; readonly code: HoldCode }
  /** Decided, and being handed over. */
  | { readonly kind: 'dispatching' }
  | { readonly kind: 'under-way'; readonly run: RunId; readonly thread: ThreadId }
  /** Its run is at rest: ready, or parked; what comes then is done. */
  | { readonly kind: 'rested'; readonly run: RunId; readonly thread: ThreadId; readonly as: 'ready' | 'parked' }
  | { readonly kind: 'over'; readonly run: RunId; readonly thread: ThreadId; readonly outcome: FiringOutcome }

/** One event that an automation was told of, with what was decided and why. Its text is kept elsewhere, for a while. */
export interface Firing {
  readonly id: FiringId
  readonly automation: AutomationId
  readonly project: ProjectId
  /** Kind of trigger. */
  readonly trigger: string
  readonly source: FiringSource
  /** One line of the event's own text, bounded: what it is about. Null where it has none. */
  readonly subject: string | null
  readonly verdicts: readonly FilterVerdict[]
  readonly key: string | null
  readonly claim: ClaimId | null
  /** The definition it was judged with. */
  readonly revision: string
  /** Automations that led to it, first to last. */
  readonly chain: readonly AutomationId[]
  readonly state: FiringState
  /** The present decision in plain words: `label is question`, `2 are under way, and 2 may be`. */
  readonly reason: string
  readonly firedAt: number
  readonly decidedAt: number
  /** Sequence of the event that recorded it, for a fair order. */
  readonly order: number
  /** US dollars. */
  readonly cost: number | null
  /** US dollars set aside for it while it is under way; absent: nothing. */
  readonly reserved?: number
  /** Something that it wrote has got to where the event came from. */
  readonly answered?: true
  /** The comment that it posted there, and where the pull request is that it opened. */
  readonly comment?: OutboundId
  readonly pull?: string
  /** Which steps of `then` were begun. */
  readonly done: readonly ThenStep['kind'][]
}

/** What holds a dedupe key. It leaves the live model at once; commands that name it bring it back. */
export interface Claim {
  readonly id: ClaimId
  readonly automation: AutomationId
  readonly firing: FiringId
  readonly subject: string | null
  /** Given back: its dispatch failed, so that the same event may be dispatched yet. */
  readonly released: boolean
}
