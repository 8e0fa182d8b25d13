import { nearest } from '../../../shared/contract/shape-problems.ts'
import type { PlanProblem } from '../../../shared/domain/plan/plan.ts'

interface Written {
  readonly agent?: unknown
  readonly tasks?: readonly { readonly agent?: unknown }[]
}

/** Agents that a plan names and nobody knows, where they stand. `plan`: one whose shape is known to be right. */
export function unknownAgents(plan: unknown, known: readonly string[]): readonly PlanProblem[] {
  const { agent, tasks = [] } = plan as Written
  const places = [
    ...namesAt(['agent'], agent),
    ...tasks.flatMap((task, index) => namesAt(['tasks', index, 'agent'], task.agent)),
  ]
  return places.flatMap(({ name, path }) => (known.includes(name) ? [] : [unknown(path, name, known)]))
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

function unknown(path: PlanProblem['path'], name: string, known: readonly string[]): PlanProblem {
  const near = nearest(name, known)
  const remedy = near === null ? `Known are: ${known.join(', ')}.` : `Did you mean ${near}?`
  return { path, code: 'agent-unknown', message: `There is no agent “${name}”.`, remedy }
}
