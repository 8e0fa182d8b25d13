import { findCycles, wayRound } from './cycles.ts'
import { type Plan, type PlannedTask, type PlanProblem, planLimits } from './plan.ts'
import {
  budgetProblems,
  candidateProblems,
  gateProblems,
  goalProblems,
  limitProblems,
  problem,
} from './validate-parts.ts'

interface PlanSurroundings {
  /** The project's own gates; undefined where they are not known, so that missing ones can't be told. */
  readonly projectGates: readonly string[] | undefined
}

/** What a plan may still lack while a person writes it; it can't be approved so. */
const unfinished: ReadonlySet<string> = new Set(['tasks-missing', 'brief-missing', 'gates-missing', 'goal-missing'])

/**
 * Everything that keeps a plan from being run, each at its exact place, in the order of the plan. A text is measured in
 * UTF-16 units. An empty list: it can be approved.
 */
export function validatePlan(plan: Plan, surroundings: PlanSurroundings): readonly PlanProblem[] {
  return [
    ...planItself(plan),
    ...plan.tasks.flatMap((task, index) => ofTask(plan, index, task)),
    ...duplicates(plan.tasks),
    ...cycles(plan.tasks),
    ...missingGates(plan, surroundings),
  ]
}

/** The problems that even a draft must not have. */
export function validateDraft(plan: Plan): readonly PlanProblem[] {
  return validatePlan(plan, { projectGates: undefined }).filter(({ code }) => !unfinished.has(code))
}

function* planItself(plan: Plan): Iterable<PlanProblem> {
  yield* goalProblems(plan.goal)
  yield* gateProblems(['gates'], plan.gates)
  yield* budgetProblems(['budget'], plan.budget)
  yield* limitProblems(plan)
  if (plan.tasks.length === 0) {
    yield problem(['tasks'], 'tasks-missing', 'The plan has no tasks.', 'Add at least one task with a brief.')
  }
  if (plan.tasks.length > planLimits.tasks) {
    const message = `The plan has ${plan.tasks.length} tasks, the limit is ${planLimits.tasks}.`
    yield problem(['tasks'], 'too-many', message, 'Split it into several plans.')
  }
}

function ofTask(plan: Plan, index: number, task: PlannedTask): readonly PlanProblem[] {
  const at = ['tasks', index]
  return [...wording(at, task), ...links(plan, at, task), ...amounts(at, task)]
}

function* wording(at: readonly (string | number)[], task: PlannedTask): Iterable<PlanProblem> {
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(task.key)) {
    const message = `${JSON.stringify(task.key.slice(0, 80))} can't be the id of a task.`
    yield problem([...at, 'key'], 'bad-key', message, 'Use letters, digits, ".", "_" and "-", at most 64.')
  }
  if (task.brief.trim() === '') {
    const message = `The task ${task.key} has no brief.`
    yield problem([...at, 'brief'], 'brief-missing', message, 'Say what is to be done.')
  }
  if (task.brief.length > planLimits.brief) {
    const message = `The brief of ${task.key} has ${task.brief.length} characters, the limit is ${planLimits.brief}.`
    yield problem([...at, 'brief'], 'too-long', message, 'Put the long part into a file of the repository and name it.')
  }
}

function* links(plan: Plan, at: readonly (string | number)[], task: PlannedTask): Iterable<PlanProblem> {
  if (task.after.length > planLimits.links) {
    const message = `${task.key} comes after ${task.after.length} tasks, the limit is ${planLimits.links}.`
    yield problem([...at, 'after'], 'too-many', message, 'Put a task between that gathers them.')
  }
  const keys = new Set(plan.tasks.map(({ key }) => key))
  const seen = new Set<string>()
  for (const [index, { on }] of task.after.entries()) {
    const place = [...at, 'after', index]
    if (on === task.key) yield problem(place, 'self-link', `${on} comes after itself.`, 'Take the link out.')
    else if (!keys.has(on)) {
      yield problem(place, 'unknown-task', `There is no task ${on}.`, 'Name the id of another task of the plan.')
    } else if (seen.has(on)) yield problem(place, 'duplicate-link', `${on} is named twice.`, 'Take one of them out.')
    seen.add(on)
  }
}

function* amounts(at: readonly (string | number)[], task: PlannedTask): Iterable<PlanProblem> {
  yield* gateProblems([...at, 'gates'], task.gates)
  yield* budgetProblems([...at, 'budget'], task.budget)
  if (task.paths.length > planLimits.paths) {
    const message = `${task.key} names ${task.paths.length} paths, the limit is ${planLimits.paths}.`
    yield problem([...at, 'paths'], 'too-many', message, 'Use globs that cover several.')
  }
  if (task.agents.length === 0) {
    yield problem([...at, 'agents'], 'agent-missing', `${task.key} has no agent.`, 'Name an agent that is set up.')
  }
  yield* candidateProblems([...at, 'candidates'], task.candidates)
  if (!Number.isInteger(task.priority) || Math.abs(task.priority) > planLimits.priority) {
    const message = `${task.priority} can't be the priority of ${task.key}.`
    const remedy = `Use a whole number from -${planLimits.priority} to ${planLimits.priority}.`
    yield problem([...at, 'priority'], 'out-of-range', message, remedy)
  }
}

function* duplicates(tasks: readonly PlannedTask[]): Iterable<PlanProblem> {
  const seen = new Set<string>()
  for (const [index, { key }] of tasks.entries()) {
    if (seen.has(key)) {
      yield problem(['tasks', index, 'key'], 'duplicate-key', `Two tasks are called ${key}.`, 'Give each its own id.')
    }
    seen.add(key)
  }
}

function* cycles(tasks: readonly PlannedTask[]): Iterable<PlanProblem> {
  for (const cycle of findCycles(tasks)) {
    const [first, second] = cycle
    const index = tasks.findIndex(({ key }) => key === first)
    const link = tasks[index]?.after.findIndex(({ on }) => on === second) ?? 0
    const message = `These tasks wait for each other: ${wayRound(cycle)}.`
    yield problem(['tasks', index, 'after', link], 'cycle', message, 'Take one of the links out.')
  }
}

function* missingGates(plan: Plan, { projectGates }: PlanSurroundings): Iterable<PlanProblem> {
  if (projectGates === undefined || projectGates.length + plan.gates.length > 0) return
  for (const [index, task] of plan.tasks.entries()) {
    if (task.effort === 'quick' || task.gates.length > 0) continue
    const message = `${task.key} asks for the effort ${task.effort}, and no gate is there that could prove it.`
    const remedy = 'Name gates for the task, for the plan or in the project, or use the effort quick.'
    yield problem(['tasks', index, 'gates'], 'gates-missing', message, remedy)
  }
}
