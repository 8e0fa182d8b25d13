import type { Failure } from '../../kernel/failure.ts'
import type { AutomationId, ClaimId, FiringId, ProjectId, RunId, ThreadId } from '../../kernel/ids.ts'
import type { JsonValue } from '../../kernel/json.ts'
import type { AutomationDefinition, ThenStep } from './definition.ts'
import type { AutomationScope, FileProblem, FilterVerdict, FiringSource } from './state.ts'

interface On {
  readonly automation: AutomationId
}

interface OnFiring {
  readonly firing: FiringId
}

/** One event, judged outside the model: nothing of its text is in here but a bounded line. */
export interface Delivery {
  readonly firing: FiringId
  readonly source: FiringSource
  readonly subject: string | null
  readonly verdicts: readonly FilterVerdict[]
  /** The rendered dedupe key, and what claims it; both null where every firing is distinct. */
  readonly key: string | null
  readonly claim: ClaimId | null
  /** Why it can't be judged or rendered: a missing variable. */
  readonly fault: Failure | null
  /** The definition it was judged with. */
  readonly revision: string
  readonly chain: readonly AutomationId[]
}

export interface AutomationCommands {
  /** What the file says now. Sent by the host that watches it; `by: person` where somebody saved it here. */
  readonly 'automation.report-file': {
    readonly payload: On & {
      readonly project: ProjectId
      readonly name: string
      readonly scope: AutomationScope
      readonly by: 'file' | 'person'
      readonly file:
        | {
            readonly kind: 'good'
            readonly revision: string
            readonly definition: AutomationDefinition
            /** Kinds of trigger below its `on` whose events hold texts of people who are not of the project. */
            readonly outside: readonly string[]
          }
        | { readonly kind: 'broken'; readonly problems: readonly FileProblem[] }
        | { readonly kind: 'gone' }
    }
  }
  /**
   * What a trigger found. Each delivery is decided by itself; one that is known already changes nothing. `cursor`
   * is taken over in the same transaction, so nothing is found twice or never.
   */
  readonly 'automation.fire': {
    readonly payload: On & {
      readonly trigger: string
      readonly deliveries: readonly Delivery[]
      readonly cursor?: JsonValue | undefined
    }
  }
  readonly 'automation.report-health': {
    readonly payload: On & {
      readonly trigger: string
      readonly health: { readonly failure: Failure; readonly retryAt: number | null } | null
    }
  }
  /** Whether its triggers run on this host. */
  readonly 'automation.switch': { readonly payload: On & { readonly on: boolean } }
  /** The proposed version with this revision comes into force. */
  readonly 'automation.accept': { readonly payload: On & { readonly revision: string } }
  /** Nothing of this project is dispatched by itself until that is taken back; what fires is held. */
  readonly 'automation.pause': { readonly payload: { readonly project: ProjectId; readonly paused: boolean } }
  /** Pauses, drops what is held, and stops every run that an automation of the project began. */
  readonly 'automation.stop-all': { readonly payload: { readonly project: ProjectId } }
  /** Of the host's own clock: what is held for a time may go on. */
  readonly 'automation.check': { readonly payload: Readonly<Record<never, never>> }

  /** A person sends a held one on, whatever holds it. */
  readonly 'firing.release': { readonly payload: OnFiring }
  /** A person drops a held one. */
  readonly 'firing.drop': { readonly payload: OnFiring }
  readonly 'firing.report-dispatched': {
    readonly payload: OnFiring & {
      readonly run: RunId
      readonly thread: ThreadId
      /** What is to be known about it: that separate clones may dispatch the same. */
      readonly notice?: string | undefined
    }
  }
  /** It could not be dispatched, or another host has its key (`elsewhere`). */
  readonly 'firing.report-undispatched': {
    readonly payload: OnFiring & { readonly code: 'failed' | 'elsewhere'; readonly failure: Failure }
  }
  readonly 'firing.report-followed': { readonly payload: OnFiring & { readonly step: ThenStep['kind'] } }
}
