import type { ProjectId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import type { Effort, LinkKind, PlannedTask } from '../plan/plan.ts'
import type { AgentChoice, ParkReason, PromptBlock } from '../thread/state.ts'

export interface TaskLink {
  readonly on: TaskId
  readonly from: LinkKind
  /** Why it is there where no plan said so: an agent or a conflict discovered it. */
  readonly because?: string
}

/** One thread that works, or worked, on the task. */
export interface TaskAttempt {
  readonly thread: ThreadId
  readonly number: number
  readonly agent: AgentChoice
  /** What brought it about, in one sentence; null for the first. */
  readonly because: string | null
  /** As they were when it began: later changes are for the next attempt. Absent in what older versions stored. */
  readonly effort?: Effort
  readonly gates?: readonly string[]
}

/** Why one more thread is to work on a task, and which agent's, where one is named. */
export interface AnotherAttempt {
  readonly because: string
  readonly agent?: AgentChoice
}

export type TaskState =
  /** Spawned by a thread; a person or the policy has still to say yes. */
  | { readonly kind: 'proposed' }
  /** For its run's approval, or for tasks it comes after. */
  | { readonly kind: 'waiting' }
  /** Nothing it comes after is open; it starts as soon as limits allow. */
  | { readonly kind: 'ready'; readonly again?: AnotherAttempt }
  /** Holds a slot while what it starts from is found out; `attempt` numbers the thread to come. */
  | {
      readonly kind: 'starting'
      readonly attempt: number
      readonly because: string | null
      readonly agent?: AgentChoice
    }
  /** At work or at rest: its threads say how. */
  | { readonly kind: 'active' }
  | { readonly kind: 'landed'; readonly thread: ThreadId }
  /** No thread of it moves. `on`: the tasks it waits for that are parked or discarded themselves. */
  | { readonly kind: 'parked'; readonly reason: ParkReason; readonly on?: readonly TaskId[] }
  /** Taken out of the plan before it ran. */
  | { readonly kind: 'removed' }

/** What a thread handed over about its work: by the report tool, or derived from facts. */
export interface TaskReport {
  readonly from: 'agent' | 'host'
  readonly summary: string
  readonly interfaces: readonly string[]
  readonly decisions: readonly string[]
  readonly questions: readonly string[]
  readonly at: number
}

/** What a task has cost in threads that are over; what runs now is counted from its threads. */
export interface Spend {
  readonly tokens: number
  /** US dollars; null where no agent told. */
  readonly cost: number | null
  /** Milliseconds in turns. */
  readonly workMs: number
}

/** The run that a task begins as, and the agent that plans it. */
export interface Expansion {
  readonly run: RunId
  readonly planner: AgentChoice
}

/** A thread that is to say which of several candidates is the best, and what it said: a judgement, never a proof. */
export interface TaskJudge {
  readonly thread: ThreadId
  readonly said: {
    readonly choice: ThreadId
    /** Of the candidate, as it was looked at. */
    readonly commit: string
    readonly reasons: readonly { readonly claim: string; readonly citation: string }[]
    /** Of the judge, in which it said so. */
    readonly turn: number
  } | null
}

/** A node of a run's plan. What was planned stands in the row; how it goes, in its threads. */
export interface Task extends Omit<PlannedTask, 'after'> {
  readonly id: TaskId
  readonly run: RunId
  readonly project: ProjectId
  /** Place in the outline; tasks of a run are sorted by it, then by id. */
  readonly order: number
  readonly after: readonly TaskLink[]
  readonly state: TaskState
  /** Newest last; at most `attemptsKept`, the first ones fall out. */
  readonly threads: readonly TaskAttempt[]
  /** Of several candidates, the one that was picked. */
  readonly chosen?: ThreadId
  /** The newest one that was asked about the candidates. */
  readonly judge?: TaskJudge
  /** It is to begin as a run of its own. */
  readonly expand?: Expansion
  /** The run that it is, once that has begun: no thread of this run works on it. */
  readonly child?: RunId
  /** How often work on it began: 1 for one done at once, and one more for every retry after a failure. */
  readonly attempts: number
  readonly report: TaskReport | null
  readonly spent: Spend
  /** At this part of its own budget something was said already. */
  readonly warned?: 80 | 100
  /** The thread that proposed it and how deep it stands; absent for what a plan or a person wrote. */
  readonly spawned?: { readonly by: ThreadId; readonly depth: number }
  /** When the present state began, and the sequence that began it: the order of waiting. */
  readonly since: number
  readonly queuedAt: number
  /**
   * What its brief is about, of whoever wrote it, as quoted as it was first told: each attempt is told the same, and it
   * never becomes part of the brief.
   */
  readonly material?: readonly PromptBlock[]
}

export const attemptsKept = 20
