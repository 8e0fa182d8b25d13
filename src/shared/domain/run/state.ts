import type { AutomationId, FiringId, ProjectId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import type { PermissionPolicy } from '../permission/policy.ts'
import type { Budget, Effort, PlanLimits, Topology } from '../plan/plan.ts'
import type { Spend } from '../task/state.ts'

export type RunState =
  /** A planner thread works it out. */
  | { readonly kind: 'planning' }
  /** Waits for a person to approve it. */
  | { readonly kind: 'draft' }
  | { readonly kind: 'running' }
  /** Nothing new is started; what runs goes on. */
  | { readonly kind: 'paused'; readonly by: 'person' | 'budget' }
  /** Nothing of it is started any more, and what ran was interrupted. A resume takes it up again, where it was: a plan that nobody approved is still to be. */
  | { readonly kind: 'stopped'; readonly before?: 'planning' | 'draft' }

/** How a run is to go about things; read by everything that decides for it. */
export interface RunPolicy {
  readonly effort: Effort
  readonly topology: Topology
  /** Commands for every task with an effort above quick: those of the project, then those of the plan. */
  readonly gates: readonly string[]
  /** Those of `gates` that the project brought, for a plan that is replaced. */
  readonly projectGates?: readonly string[]
  readonly limits: PlanLimits
  readonly budget: Budget
  /** Tasks that met their effort land by themselves. */
  readonly autoLand: boolean
  /** Failures are diagnosed and answered by the host before a person is asked. */
  readonly recover: boolean
  /** What threads may do with subtasks they find: propose them, or add them within the limits. */
  readonly spawn: 'ask' | 'automatic'
  /** Whether an adaptive run makes teams by itself, or proposes them; absent: proposes. */
  readonly teams?: 'ask' | 'automatic'
}

/** Where the tasks of a run start and land. */
export interface RunPlace {
  readonly base: { readonly ref: string; readonly commit: string | null }
  readonly into: string | null
}

/** The automation that dispatched a run, and the firing it was for. */
export interface BegunBy {
  readonly id: AutomationId
  readonly name: string
  readonly firing: FiringId
}

/** One dispatched goal. It keeps counters and cursors only: what grows has rows of its own. */
export interface Run {
  readonly id: RunId
  readonly project: ProjectId
  readonly goal: string
  /** Its only task where one was dispatched by itself; that has a row only where `policy` is there. */
  readonly task: TaskId | null
  readonly attempts: number
  /** Thread of the newest attempt. */
  readonly thread: ThreadId | null
  readonly createdAt: number
  /** How requests of its threads are answered; absent: by a person, in the agent's own mode. */
  readonly permissions?: PermissionPolicy
  /** Absent where a person dispatched it, or a thread. */
  readonly automation?: BegunBy
  /** Absent on a single task that was dispatched without gates and recovery: nothing is decided for it. */
  readonly plan?: RunPlan
}

export interface RunPlan {
  /** A plan, or one task with gates or recovery. */
  readonly kind: 'plan' | 'task'
  readonly state: RunState
  readonly policy: RunPolicy
  readonly place: RunPlace
  /** The thread that plans it, if one does. */
  readonly planner: ThreadId | null
  /** The run and task this one was spawned by. */
  readonly parent: { readonly run: RunId; readonly task: TaskId } | null
  /** A person has seen the estimate of a fan-out as large as this, in tasks. */
  readonly confirmed: number
  /** The planner's turn that the proposed plan is from. */
  readonly proposedIn?: number
  /** When the present state began. */
  readonly since?: number
  /** How its tasks go together was last switched, and why. */
  readonly switched?: { readonly because: string; readonly at: number }
  /** What its planner has cost in turns that are over: what its tasks have cost stands in their rows. */
  readonly spent?: Spend
  /** At these parts of its budget something was said already: 0, 80 or 100 percent. */
  readonly warned: 0 | 80 | 100
}
