import type { Failure } from '../../kernel/failure.ts'
import type { PromptId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import type { LinkKind, PlannedTask } from '../plan/plan.ts'
import type { AgentChoice, PromptBlock } from '../thread/state.ts'
import type { TaskPatch } from './events.ts'
import type { Expansion, TaskReport } from './state.ts'

interface On {
  readonly task: TaskId
}

/** A task under the id it gets; its links name keys of the same run. */
export interface NewTask extends PlannedTask {
  readonly id: TaskId
}

export interface TaskCommands {
  readonly 'task.add': { readonly payload: { readonly run: RunId; readonly task: NewTask } }
  readonly 'task.edit': { readonly payload: On & { readonly patch: TaskPatch } }
  /** To the place before another task of the run; null: to the end. */
  readonly 'task.move': { readonly payload: On & { readonly before: TaskId | null } }
  readonly 'task.link': { readonly payload: On & { readonly on: TaskId; readonly from: LinkKind } }
  readonly 'task.unlink': { readonly payload: On & { readonly on: TaskId } }
  /** Only one that never ran. */
  readonly 'task.remove': { readonly payload: On }
  /** A person lets a proposed task be one of the plan; `task.remove` declines it. */
  readonly 'task.accept': { readonly payload: On }
  /** A person asks for one more attempt, by another agent if one is named. */
  readonly 'task.retry': { readonly payload: On & { readonly agent?: AgentChoice | undefined } }
  /** Picks one of several candidates; the others are set aside. */
  readonly 'task.choose': { readonly payload: On & { readonly thread: ThreadId } }
  /** A task that has not begun is to be a run of its own: a planner makes a plan of its brief. */
  readonly 'task.expand': { readonly payload: On & { readonly run: RunId; readonly planner: AgentChoice } }
  /** Has a read-only thread look at the candidates and say which is the best. */
  readonly 'task.judge': {
    readonly payload: On & { readonly thread: ThreadId; readonly prompt: PromptId; readonly agent: AgentChoice }
    readonly facts: {
      /** What each candidate changed, as a patch, cut where it is long; by its thread. */
      readonly diffs: Readonly<Record<string, string>>
    }
  }

  /** The host has found out what the attempt starts from and says. */
  readonly 'task.begin': {
    readonly payload: On & {
      readonly attempt: number
      readonly thread: ThreadId
      readonly prompt: PromptId
      readonly agent: AgentChoice
      readonly base: { readonly ref: string; readonly commit: string | null }
      readonly blocks: readonly PromptBlock[]
    }
  }
  readonly 'task.report-start-failed': {
    readonly payload: On & { readonly attempt: number; readonly failure: Failure }
  }

  /** Of agents, through the tools offered to them; `by` is the thread whose token was shown. */
  readonly 'task.report': { readonly payload: { readonly by: ThreadId; readonly report: Omit<TaskReport, 'at'> } }
  readonly 'task.spawn': {
    readonly payload: { readonly by: ThreadId; readonly task: NewTask; readonly expand?: Expansion | undefined }
  }
  /** What a judge would pick. */
  readonly 'task.report-choice': {
    readonly payload: {
      readonly by: ThreadId
      readonly attempt: number
      readonly reasons: readonly { readonly claim: string; readonly citation: string }[]
    }
  }
  readonly 'task.report-dependency': {
    readonly payload: {
      readonly by: ThreadId
      /** Key or id of the other task. */
      readonly on: string
      readonly because: string
      /** False where the host has looked and the thread's files are as it found them; absent: not known. */
      readonly changed?: boolean | undefined
    }
  }
}
