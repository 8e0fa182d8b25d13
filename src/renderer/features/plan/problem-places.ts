import type { PlanProblem } from '../../../shared/domain/plan/plan.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import { visibleLine } from '../../lib/visible-text.ts'

/** What is wrong with a plan, where a person looks for it. */
export interface PlanProblems {
  readonly count: number
  /** The first one with its place in words: what keeps the plan from being approved. */
  readonly first: string | null
  /** What is wrong beside the tasks: with the goal, the gates of all, the topology. */
  readonly head: readonly PlanProblem[]
  /** By task, then by its field; an empty name stands for the task as a whole. */
  readonly tasks: ReadonlyMap<string, ReadonlyMap<string, PlanProblem>>
  /** Links by `edgeId`. */
  readonly edges: ReadonlyMap<string, PlanProblem>
}

/** The name of the link by which a task comes after another. */
export function edgeId(task: string, on: string): string {
  return `${on}>${task}`
}

/** Sorts problems by where they stand. `tasks` are those of the plan, in its order. */
export function placeProblems(problems: readonly PlanProblem[], tasks: readonly Task[]): PlanProblems {
  const head: PlanProblem[] = []
  const byTask = new Map<string, Map<string, PlanProblem>>()
  const edges = new Map<string, PlanProblem>()
  for (const problem of problems) {
    const [top, at, field = '', index] = problem.path
    const task = top === 'tasks' && typeof at === 'number' ? tasks[at] : undefined
    if (task === undefined) {
      head.push(problem)
      continue
    }
    const fields = byTask.get(task.id) ?? new Map<string, PlanProblem>()
    byTask.set(task.id, fields)
    if (!fields.has(String(field))) fields.set(String(field), problem)
    const link = field === 'after' && typeof index === 'number' ? task.after[index] : undefined
    if (link !== undefined) edges.set(edgeId(task.id, link.on), problem)
  }
  const [first] = problems
  const named = first === undefined ? null : inWords(first, tasks)
  return { count: problems.length, first: named, head, tasks: byTask, edges }
}

function inWords({ path, message }: PlanProblem, tasks: readonly Task[]): string {
  const [top, at] = path
  const task = top === 'tasks' && typeof at === 'number' ? tasks[at] : undefined
  const words = visibleLine(message)
  return task === undefined || words.includes(task.key) ? words : `${visibleLine(task.key)}: ${words}`
}
