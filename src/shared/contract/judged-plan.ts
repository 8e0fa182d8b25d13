import type { PlanProblem } from '../domain/plan/plan.ts'
import { validatePlan } from '../domain/plan/validate.ts'
import type { PlanWithIds } from '../domain/run/commands.ts'
import { err, type Result } from '../kernel/result.ts'
import { nearest } from './shape-problems.ts'
import { type PlanContext, readWrittenPlan } from './written-plan.ts'

export interface JudgeContext extends PlanContext {
  /** Ids of the agents that can be named; null where nobody knows. */
  readonly agents: readonly string[] | null
}

/** A plan as it was written, completed; or all that keeps it from being run, by the names it was written with. */
export function judgedPlan(value: unknown, context: JudgeContext): Result<PlanWithIds, readonly PlanProblem[]> {
  const read = readWrittenPlan(value, context)
  if (!read.ok) return read
  const problems = [
    ...validatePlan(read.value, { projectGates: context.projectGates }).map(asWritten),
    ...(context.agents === null ? [] : unknownAgents(value, context.agents)),
  ]
  return problems.length === 0 ? read : err(problems)
}

const writtenNames: Readonly<Record<string, string>> = { key: 'id', on: 'id', agents: 'agent' }

function asWritten(problem: PlanProblem): PlanProblem {
  const path = problem.path.map((step) => (typeof step === 'string' ? (writtenNames[step] ?? step) : step))
  return { ...problem, path }
}

interface Written {
  readonly agent?: unknown
  readonly tasks?: readonly { readonly agent?: unknown }[]
}

/** Agents that a written task names and nobody knows. `task`: one whose shape is known to be right. */
export function unknownAgentsOf(task: unknown, known: readonly string[]): readonly PlanProblem[] {
  return unknownAgents({ agent: (task as Written).agent }, known)
}

/** Agents that a plan names and nobody knows. `plan`: one whose shape is known to be right. */
function unknownAgents(plan: unknown, known: readonly string[]): readonly PlanProblem[] {
  const { agent, tasks = [] } = plan as Written
  const places = [
    ...namesAt(['agent'], agent),
    ...tasks.flatMap((task, index) => namesAt(['tasks', index, 'agent'], task.agent)),
  ]
  return places.flatMap(({ name, path }) => (known.includes(name) ? [] : [unknownAgent(path, name, known)]))
}

interface Named {
  readonly name: string
  readonly path: PlanProblem['path']
}

function namesAt(path: PlanProblem['path'], value: unknown): readonly Named[] {
  if (typeof value === 'string') return [{ name: value, path }]
  if (!Array.isArray(value)) return []
  return value.flatMap((name, index) => (typeof name === 'string' ? [{ name, path: [...path, index] }] : []))
}

function unknownAgent(path: PlanProblem['path'], name: string, known: readonly string[]): PlanProblem {
  const near = nearest(name, known)
  const remedy = near === null ? `Known are: ${known.join(', ')}.` : `Did you mean ${near}?`
  return { path, code: 'agent-unknown', message: `There is no agent “${name}”.`, remedy }
}
