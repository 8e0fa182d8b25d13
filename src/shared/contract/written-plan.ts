import type { LinkKind, PlannedLink, PlanProblem } from '../domain/plan/plan.ts'
import type { PlanWithIds } from '../domain/run/commands.ts'
import { titleOf } from '../domain/run/title.ts'
import type { NewTask } from '../domain/task/commands.ts'
import type { AgentChoice } from '../domain/thread/state.ts'
import type { TaskId } from '../kernel/ids.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { shapeProblems } from './shape-problems.ts'
import { withoutNulls } from './without-nulls.ts'
import { type WrittenPlan, type WrittenTask, writtenPlan, writtenTask } from './written-plan-shape.ts'

/** What a plan is completed with where it says nothing. */
export interface PlanContext {
  readonly defaultAgent: AgentChoice
  /** Gates of the project itself: they decide the default effort, and are no part of the plan that is returned. */
  readonly projectGates: readonly string[]
  /** Ids of tasks; called once for each, in order. */
  readonly newId: () => string
}

/**
 * Reads a plan as it was written in a file or a tool call: every default filled in, or everything that is wrong with
 * its shape, each at its exact place (names as they were written). Null stands for a field that is left out. Links,
 * keys and missing gates are `validatePlan`'s to judge.
 */
export function readWrittenPlan(value: unknown, context: PlanContext): Result<PlanWithIds, readonly PlanProblem[]> {
  const parsed = writtenPlan.safeParse(withoutNulls(value), { reportInput: true })
  if (!parsed.success) return err(shapeProblems(parsed.error.issues, knownAt))
  return ok(complete(parsed.data, context))
}

/** One task as it was written, as an agent proposes it beside a plan. */
export function readWrittenTask(
  value: unknown,
  context: PlanContext & { readonly plan: Pick<WrittenPlan, 'effort'> },
): Result<NewTask, readonly PlanProblem[]> {
  const parsed = writtenTask.safeParse(withoutNulls(value), { reportInput: true })
  if (!parsed.success) return err(shapeProblems(parsed.error.issues, (path) => knownAt(['tasks', 0, ...path])))
  return ok(completeTask(parsed.data, { goal: '', tasks: [], ...context.plan }, context))
}

function complete(written: WrittenPlan, context: PlanContext): PlanWithIds {
  const gates = written.gates ?? []
  return {
    goal: written.goal,
    ...(written.topology === undefined ? {} : { topology: written.topology }),
    ...(written.teams === undefined ? {} : { teams: written.teams }),
    effort: written.effort ?? usualEffort([...context.projectGates, ...gates]),
    gates,
    budget: definedOnly(written.budget),
    limits: { parallel: written.limits?.parallel ?? null, review: written.limits?.review ?? null },
    tasks: written.tasks.map((task) => completeTask(task, written, context)),
  }
}

function completeTask(task: WrittenTask, plan: WrittenPlan, context: PlanContext): NewTask {
  const gates = task.gates ?? []
  const all = [...context.projectGates, ...(plan.gates ?? []), ...gates]
  return {
    id: context.newId() as TaskId,
    key: task.id,
    title: titleOf(task.title, [{ kind: 'text', text: task.brief, origin: 'plan' }], task.id),
    brief: task.brief,
    effort: task.effort ?? plan.effort ?? usualEffort(all),
    after: (task.after ?? []).map(linkOf),
    paths: task.paths ?? [],
    gates,
    agents: agentsOf(task, plan, context.defaultAgent),
    priority: task.priority ?? 0,
    candidates: task.candidates ?? 1,
    budget: definedOnly(task.budget),
  }
}

const usualEffort = (gates: readonly string[]) => (gates.length > 0 ? 'standard' : 'quick')

function linkOf(written: string | { readonly id: string; readonly from?: LinkKind | undefined }): PlannedLink {
  if (typeof written === 'string') return { on: written, from: 'landed' }
  return { on: written.id, from: written.from ?? 'landed' }
}

/** A model belongs to the agent beside which it stands, and is left to the first where there are several. */
function agentsOf(task: WrittenTask, plan: WrittenPlan, preset: AgentChoice): readonly AgentChoice[] {
  const named = task.agent ?? plan.agent
  const model = task.model ?? (task.agent === undefined ? plan.model : undefined)
  const choices: readonly AgentChoice[] =
    named === undefined ? [preset] : [named].flat().map((id) => ({ kind: 'catalogue', id }))
  return choices.map((choice, index) => (index === 0 && model !== undefined ? { ...choice, model } : choice))
}

type Defined<Of> = { readonly [Key in keyof Of]?: Exclude<Of[Key], undefined> }

function definedOnly<Of extends object>(value: Of | undefined): Defined<Of> {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([, one]) => one !== undefined)) as Defined<Of>
}

/** Names that the object at a place may have. */
function knownAt(path: PlanProblem['path']): readonly string[] {
  const last = path.findLast((step) => typeof step === 'string')
  if (last === 'budget') return ['tokens', 'cost', 'minutes']
  if (last === 'limits') return ['parallel', 'review']
  if (last === 'after') return ['id', 'from']
  return Object.keys(last === 'tasks' ? writtenTask.shape : writtenPlan.shape)
}
