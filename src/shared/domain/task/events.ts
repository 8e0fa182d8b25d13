import type { ProjectId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import type { PlannedTask } from '../plan/plan.ts'
import type { AgentChoice, ParkReason, PromptBlock } from '../thread/state.ts'
import type { AnotherAttempt, Spend, TaskJudge, TaskLink, TaskReport } from './state.ts'

interface On {
  readonly id: TaskId
}

/** What may be edited of a task; links are events of their own. */
export type TaskPatch = Partial<Omit<PlannedTask, 'key' | 'after'>>

export type TaskEvent =
  | (On & {
      readonly type: 'task.planned'
      readonly run: RunId
      readonly project: ProjectId
      readonly order: number
      readonly planned: Omit<PlannedTask, 'after'>
      readonly after: readonly TaskLink[]
      readonly material?: readonly PromptBlock[]
      /** Set on what a thread proposed. */
      readonly spawned?: { readonly by: ThreadId; readonly depth: number }
      readonly state: 'proposed' | 'waiting' | 'active'
    })
  | (On & { readonly type: 'task.edited'; readonly patch: TaskPatch })
  | (On & { readonly type: 'task.moved'; readonly order: number })
  | (On & { readonly type: 'task.linked'; readonly link: TaskLink })
  | (On & { readonly type: 'task.unlinked'; readonly on: TaskId })
  | (On & { readonly type: 'task.removed' })
  /** A proposed task is one of the plan now. */
  | (On & { readonly type: 'task.accepted' })
  /**
   * Nothing it comes after is open any more. With `again`, one more attempt is due, whatever it comes after: the one way
   * to a fresh attempt, since a slot has to be free for it.
   */
  | (On & { readonly type: 'task.readied'; readonly again?: AnotherAttempt })
  /** Something it comes after is open (again). */
  | (On & { readonly type: 'task.blocked' })
  | (On & { readonly type: 'task.parked'; readonly reason: ParkReason; readonly on?: readonly TaskId[] })
  /** Said by scheduling alone: a slot is held from here until its thread has it. `attempt` counts threads from 1. */
  | (On & {
      readonly type: 'task.starting'
      readonly attempt: number
      readonly because: string | null
      /** Absent: `agentOfNext` says which. */
      readonly agent?: AgentChoice
    })
  | (On & {
      readonly type: 'task.attempted'
      readonly thread: ThreadId
      readonly number: number
      readonly agent: AgentChoice
      readonly because: string | null
    })
  /** The same thread goes on after a failure: one more beginning. */
  | (On & { readonly type: 'task.retried' })
  /** One of several candidates was chosen, by a person or a judge. */
  | (On & {
      readonly type: 'task.chosen'
      readonly thread: ThreadId
      /** The judge that picked it; absent where a person did. */
      readonly by?: ThreadId
    })
  /** It is to begin as a run of its own when its turn comes. */
  | (On & { readonly type: 'task.expanding'; readonly run: RunId; readonly planner: AgentChoice })
  /** Its own run has begun: that says from here on how it stands. */
  | (On & { readonly type: 'task.expanded'; readonly run: RunId })
  /** A read-only thread looks at the candidates. */
  | (On & { readonly type: 'task.judge-asked'; readonly judge: ThreadId })
  /** What it would pick. It changes nothing by itself. */
  | (On & { readonly type: 'task.judged'; readonly said: NonNullable<TaskJudge['said']> })
  /** The judge's turn does not count, and nothing of what it said in it. */
  | (On & { readonly type: 'task.judgement-voided' })
  | (On & { readonly type: 'task.landed'; readonly thread: ThreadId })
  /** Its landing was taken back, or one of several candidates could not begin: its threads say how it stands. */
  | (On & { readonly type: 'task.reopened' })
  | (On & { readonly type: 'task.reported'; readonly report: TaskReport })
  /** A turn of one of its threads is over: what it cost is added up. */
  | (On & { readonly type: 'task.spent'; readonly spend: Spend })
  /** A part of its own budget is spent: 80 percent asks to wind down, 100 ends. */
  | (On & { readonly type: 'task.budget-reached'; readonly percent: 80 | 100; readonly what: string })
