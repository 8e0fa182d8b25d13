import type { AgentChoice } from '../thread/state.ts'

/** How much proof a task buys: none, its gates, or gates and somebody who tries to refute it. */
export type Effort = 'quick' | 'standard' | 'proven'

export type Topology = 'queue' | 'team' | 'adaptive'

/** What may be spent at most; an absent field is no limit. */
export interface Budget {
  readonly tokens?: number
  /** US dollars. */
  readonly cost?: number
  /** Of agents at work, waiting for a slot or a person not counted. */
  readonly minutes?: number
}

/** What a task starts from: the branch once the other has landed, or the other's work as soon as it is proven. */
export type LinkKind = 'landed' | 'stacked'

export interface PlannedLink {
  /** Key of another task of the plan. */
  readonly on: string
  readonly from: LinkKind
}

/** A task as somebody writes it down; every default is filled in. */
export interface PlannedTask {
  /** The name it has in its plan: letters, digits, `.`, `_` and `-`, at most 64. */
  readonly key: string
  readonly title: string
  readonly brief: string
  readonly effort: Effort
  readonly after: readonly PlannedLink[]
  /** Globs of the paths it is expected to touch, relative to the project. */
  readonly paths: readonly string[]
  /** Commands of its own, run beside those of the plan and of the project. */
  readonly gates: readonly string[]
  /** In order of preference: the first does it, another may take over. Never empty. */
  readonly agents: readonly AgentChoice[]
  /** Higher goes first; 0 unless said. */
  readonly priority: number
  /** Threads that try it side by side; 1 unless said. */
  readonly candidates: number
  readonly budget: Budget
}

export interface PlanLimits {
  /** Tasks at work at once; null leaves it to the pool. */
  readonly parallel: number | null
  /** Threads that may wait for a review before nothing new is started; null takes the setting. */
  readonly review: number | null
}

/** A plan with every default filled in. */
export interface Plan {
  readonly goal: string
  /** Absent: as the project, or the run it is for, says. */
  readonly topology?: Topology
  /** Whether the host makes teams of an adaptive one by itself; absent: as the project says. */
  readonly teams?: 'ask' | 'automatic'
  readonly effort: Effort
  /** Run for every task with an effort above quick. */
  readonly gates: readonly string[]
  readonly budget: Budget
  readonly limits: PlanLimits
  readonly tasks: readonly PlannedTask[]
}

/** Something wrong with a plan, at an exact place. */
export interface PlanProblem {
  /** Names of fields and indexes, from the top: `['tasks', 2, 'after', 0]`. */
  readonly path: readonly (string | number)[]
  readonly code: string
  /** One sentence: what is wrong. */
  readonly message: string
  /** What to do about it. */
  readonly remedy: string
}

export const planLimits = {
  /** Tasks of one run. */
  tasks: 500,
  /** UTF-16 units of a brief. */
  brief: 64 * 1024,
  links: 50,
  gates: 20,
  paths: 100,
  candidates: 8,
  /** Of a priority, either way. */
  priority: 100,
} as const
