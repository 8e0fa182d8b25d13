import type { AutomationId, FiringId, OutboundId, ProjectId, RunId, ThreadId } from '../../kernel/ids.ts'
import type { JsonValue } from '../../kernel/json.ts'
import type { AutomationDefinition, ThenStep } from './definition.ts'
import type {
  AutomationScope,
  Claim,
  FileProblem,
  Firing,
  FiringOutcome,
  HoldCode,
  SkipCode,
  TriggerHealth,
} from './state.ts'

interface On {
  readonly id: AutomationId
}

export type AutomationEvent =
  /** Its file was seen for the first time, or again after it was gone. */
  | (On & {
      readonly type: 'automation.found'
      readonly project: ProjectId
      readonly name: string
      readonly scope: AutomationScope
    })
  /** This is in force from here on. */
  | (On & {
      readonly type: 'automation.defined'
      readonly revision: string
      readonly definition: AutomationDefinition
      readonly by: 'file' | 'person'
    })
  /** The file may do more than before: what is in force stays, until a person says yes. */
  | (On & {
      readonly type: 'automation.proposed'
      readonly revision: string
      readonly definition: AutomationDefinition
      readonly widens: readonly string[]
    })
  | (On & { readonly type: 'automation.broken'; readonly problems: readonly FileProblem[] })
  /** The file is as it is in force again. */
  | (On & { readonly type: 'automation.mended' })
  | (On & { readonly type: 'automation.gone' })
  /** On: its triggers begin anew, and look at nothing that happened before. */
  | (On & { readonly type: 'automation.switched'; readonly on: boolean })
  /** A trigger has seen everything up to there. */
  | (On & { readonly type: 'automation.cursor-moved'; readonly trigger: string; readonly cursor: JsonValue })
  /** Null: it works again. */
  | (On & {
      readonly type: 'automation.health-changed'
      readonly trigger: string
      readonly health: Omit<TriggerHealth, 'since'> | null
    })
  /** A firing was counted under what was decided. */
  | (On & {
      readonly type: 'automation.counted'
      readonly as: 'dispatched' | 'skipped' | 'held'
      /** A dispatch: what it is about, and the US dollars reserved for it. */
      readonly subject?: string
      readonly reserved?: number
      /** It was held until now. */
      readonly wasHeld?: true
    })
  /** A dispatch came to rest, or is under way again. `cost`: what came on top since it was last counted. */
  | (On & {
      readonly type: 'automation.settled'
      readonly underWay: 1 | 0 | -1
      readonly released: number
      readonly cost: number
      readonly outcome?: FiringOutcome
      /** It was counted as dispatched, and was not: it counts as skipped. What it is about may be dispatched at once. */
      readonly undispatched?: { readonly subject: string }
    })

interface OnFiring {
  readonly id: FiringId
}

/** What never changes of it. */
type FiringFacts = Pick<
  Firing,
  | 'automation'
  | 'chain'
  | 'claim'
  | 'id'
  | 'key'
  | 'project'
  | 'revision'
  | 'source'
  | 'subject'
  | 'trigger'
  | 'verdicts'
>

export type FiringEvent =
  | (FiringFacts & {
      readonly type: 'firing.recorded'
      readonly decision: /** `reserved`: US dollars. */
        | { readonly kind: 'dispatched'; readonly reserved?: number }
        | { readonly kind: 'skipped'; readonly code: SkipCode }
        | { readonly kind: 'held'; readonly code: HoldCode }
      readonly reason: string
    })
  /** One that was held goes on, for that reason. */
  | (OnFiring & { readonly type: 'firing.released'; readonly reason: string; readonly reserved?: number })
  /** It waits for something else now. */
  | (OnFiring & { readonly type: 'firing.held'; readonly code: HoldCode; readonly reason: string })
  | (OnFiring & { readonly type: 'firing.skipped'; readonly code: SkipCode; readonly reason: string })
  | (OnFiring & {
      readonly type: 'firing.dispatched'
      readonly run: RunId
      readonly thread: ThreadId
      readonly notice?: string
    })
  /** Its run is at rest. `cost`: US dollars in all so far. */
  | (OnFiring & {
      readonly type: 'firing.rested'
      readonly thread: ThreadId
      readonly as: 'ready' | 'parked'
      readonly cost: number | null
    })
  /** Its run goes on; another thread may have taken over. `reserved`: US dollars that are set aside for it again. */
  | (OnFiring & { readonly type: 'firing.resumed'; readonly thread: ThreadId; readonly reserved?: number })
  | (OnFiring & {
      readonly type: 'firing.over'
      readonly thread: ThreadId
      readonly outcome: FiringOutcome
      readonly cost: number | null
    })
  /** What it wrote has got to where the event came from. */
  | (OnFiring & { readonly type: 'firing.answered'; readonly comment?: OutboundId; readonly pull?: string })
  /** A step of `then` was begun. */
  | (OnFiring & { readonly type: 'firing.followed'; readonly step: ThenStep['kind'] })

export type ClaimEvent =
  | (Omit<Claim, 'released'> & { readonly type: 'claim.taken' })
  /** Whole, as the claim itself has left the live model. */
  | (Omit<Claim, 'released'> & { readonly type: 'claim.released' })
