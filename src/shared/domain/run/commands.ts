import type { ProjectId, PromptId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import type { NegotiationSettings } from '../negotiation/state.ts'
import type { PermissionPolicy } from '../permission/policy.ts'
import type { Budget, Effort, Plan, PlanLimits, Topology } from '../plan/plan.ts'
import type { ProjectFacts } from '../project/commands.ts'
import type { NewTask } from '../task/commands.ts'
import type { AgentChoice, PromptBlock } from '../thread/state.ts'
import type { Coordination } from '../topology/state.ts'
import type { BegunBy } from './state.ts'

/** What git said about the folder a run was dispatched on. */
export interface DispatchFacts extends ProjectFacts {
  readonly base: { readonly ref: string; readonly commit: string | null }
  readonly into: string | null
  /** The project's own gates, from its file in the base commit; absent where it names none. */
  readonly gates?: readonly string[]
  /** How the project wants work to go together, from the same file; absent where it doesn't say. */
  readonly coordination?: Coordination
  /** What exchanges between its threads may use, from the same file; absent where it doesn't say. */
  readonly negotiations?: NegotiationSettings
}

export interface PlanWithIds extends Omit<Plan, 'tasks'> {
  readonly tasks: readonly NewTask[]
}

interface On {
  readonly run: RunId
}

export interface RunCommands {
  readonly 'run.dispatch': {
    readonly payload: {
      readonly run: RunId
      readonly task: TaskId
      readonly thread: ThreadId
      readonly prompt: PromptId
      /** Id for the project, used when the folder isn't one yet. */
      readonly project: ProjectId
      /** Absolute path of the repository or a folder in it. */
      readonly repository: string
      /** Makes the folder a repository first where it is none. */
      readonly initialize: boolean
      readonly agent: AgentChoice
      readonly title?: string | undefined
      readonly blocks: readonly PromptBlock[]
      readonly base?: string | undefined
      readonly into?: string | undefined
      /** Any of these makes it a run with a plan of one task; without them it is decided by a person alone. */
      readonly effort?: Effort | undefined
      readonly gates?: readonly string[] | undefined
      readonly recover?: boolean | undefined
      readonly budget?: Budget | undefined
      readonly candidates?: number | undefined
      /** Agents that may take over, in order. */
      readonly others?: readonly AgentChoice[] | undefined
      /** As what its plan says; the project's where absent. */
      readonly topology?: Topology | undefined
      readonly permissions?: PermissionPolicy | undefined
      /** Of the host alone: which automation it is for. */
      readonly automation?: BegunBy | undefined
    }
    readonly facts: DispatchFacts
  }
  /** A plan of tasks; or, with `planner`, a goal that a read-only thread makes a plan of. */
  readonly 'run.plan': {
    readonly payload: On & {
      readonly project: ProjectId
      readonly repository: string
      readonly initialize: boolean
      readonly base?: string | undefined
      readonly into?: string | undefined
      readonly plan: PlanWithIds
      readonly autoLand: boolean
      readonly approve: boolean
      /** With `approve`: the person has seen the estimate. */
      readonly confirmed?: boolean | undefined
      readonly planner?:
        | { readonly thread: ThreadId; readonly task: TaskId; readonly prompt: PromptId; readonly agent: AgentChoice }
        | undefined
    }
    readonly facts: DispatchFacts
  }
  /** What a planner thread submitted through its tool; replaces what it proposed before. */
  readonly 'run.propose': { readonly payload: On & { readonly by: ThreadId; readonly plan: PlanWithIds } }
  /** `confirmed`: the person has seen the estimate; needed above the limit of a fan-out. */
  readonly 'run.approve': { readonly payload: On & { readonly confirmed?: boolean | undefined } }
  readonly 'run.configure': {
    readonly payload: On & {
      /** Only of a draft: what was approved stands. */
      readonly goal?: string | undefined
      /** Of the tasks that are added from then on. */
      readonly effort?: Effort | undefined
      readonly limits?: PlanLimits | undefined
      readonly budget?: Budget | undefined
      readonly autoLand?: boolean | undefined
      readonly recover?: boolean | undefined
      readonly spawn?: 'ask' | 'automatic' | undefined
      readonly teams?: 'ask' | 'automatic' | undefined
      readonly gates?: readonly string[] | undefined
    }
  }
  readonly 'run.pause': { readonly payload: On }
  readonly 'run.resume': { readonly payload: On }
  readonly 'run.stop': { readonly payload: On }
  /** Of the host's own clock: minutes may have used up a budget. */
  readonly 'run.check-budgets': { readonly payload: Readonly<Record<never, never>> }
}
