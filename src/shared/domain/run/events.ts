import type { ProjectId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import type { PermissionPolicy } from '../permission/policy.ts'
import type { Topology } from '../plan/plan.ts'
import type { Spend } from '../task/state.ts'
import type { BegunBy, RunPlace, RunPolicy, RunState } from './state.ts'

interface On {
  readonly id: RunId
}

export type RunEvent =
  | (On & {
      readonly type: 'run.created'
      readonly project: ProjectId
      readonly goal: string
      readonly task: TaskId | null
      readonly permissions?: PermissionPolicy
      readonly automation?: BegunBy
    })
  | (On & { readonly type: 'run.attempted'; readonly task: TaskId; readonly thread: ThreadId })
  /** Follows `run.created` where there is something to decide for it. */
  | (On & {
      readonly type: 'run.planned'
      readonly kind: 'plan' | 'task'
      readonly state: RunState
      readonly policy: RunPolicy
      readonly place: RunPlace
      readonly planner: ThreadId | null
      readonly parent: { readonly run: RunId; readonly task: TaskId } | null
    })
  /** The planner's plan stands: its tasks are there to be looked at. */
  | (On & {
      readonly type: 'run.proposed'
      readonly goal: string
      readonly policy: RunPolicy
      /** Of the planner, in which it proposed that. */
      readonly turn?: number
    })
  /** The planner's turn does not count, and nothing of what it proposed in it. */
  | (On & { readonly type: 'run.proposal-voided' })
  | (On & { readonly type: 'run.approved'; readonly confirmed: number })
  | (On & { readonly type: 'run.configured'; readonly policy: RunPolicy; readonly goal?: string })
  | (On & { readonly type: 'run.paused'; readonly by: 'person' | 'budget'; readonly because: string })
  | (On & { readonly type: 'run.resumed' })
  | (On & { readonly type: 'run.stopped' })
  /** A part of the budget is spent: 80 percent asks to wind down, 100 ends. */
  | (On & { readonly type: 'run.budget-reached'; readonly percent: 80 | 100; readonly what: string })
  /** What a turn of its planner has cost, added up when that was over. */
  | (On & { readonly type: 'run.spent'; readonly spend: Spend })
  /** How its threads work together from here on. */
  | (On & {
      readonly type: 'run.switched'
      readonly topology: Topology
      readonly teams: 'ask' | 'automatic'
      readonly because: string
    })
  /** Something the orchestrator did that changes nothing else, for the timeline: one plain sentence. */
  | (On & { readonly type: 'run.noted'; readonly task: TaskId | null; readonly text: string })
