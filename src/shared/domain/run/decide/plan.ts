import type { Err } from '../../../kernel/result.ts'
import type { PayloadOf } from '../../command.ts'
import { type Decide, type DecideContext, events, type Refusal, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { validateDraft, validatePlan } from '../../plan/validate.ts'
import { coordinatedByFile, wantedCoordination } from '../../project/coordinated.ts'
import { projectFor } from '../../project/project-for.ts'
import { idTaken } from '../../thread/id-taken.ts'
import { promptRefusal } from '../../thread/prompt-limits.ts'
import type { Coordination } from '../../topology/state.ts'
import type { DispatchFacts } from '../commands.ts'
import { planRefusal } from '../plan-refusal.ts'
import { fanOutRefusal, plannedTasks, takenTask } from '../plan-tasks.ts'
import { plannerPrompt } from '../planner-prompt.ts'
import { allGates } from '../queries.ts'
import type { RunPolicy } from '../state.ts'
import { titleOf } from '../title.ts'

type Payload = PayloadOf<'run.plan'>

/** A run of many tasks: a draft for a person to look at, at once under way, or a goal that a planner makes a plan of. */
export const decidePlan: Decide<'run.plan'> = (model, payload, context) => {
  const refused = takenId(model, payload) ?? planRefused(model, payload, context)
  if (refused !== null) return refused
  const { facts } = context
  if (facts === undefined) return { ok: true, value: [] }
  const used = projectFor(model, payload.project, facts)
  if (!used.ok) return used
  const { project } = used.value
  const { plan, planner, run } = payload
  const wanted = wantedCoordination(model.project.get(project), facts)
  const policy = policyOf(payload, facts, wanted)
  return events(
    ...used.value.events,
    ...coordinatedByFile(model, project, facts),
    { type: 'run.created', id: run, project, goal: plan.goal, task: null },
    {
      type: 'run.planned',
      id: run,
      kind: 'plan',
      state: { kind: planner === undefined ? 'draft' : 'planning' },
      policy,
      place: { base: facts.base, into: facts.into },
      planner: planner?.thread ?? null,
      parent: null,
    },
    ...plannedTasks(plan.tasks, { run, project, order: 0, state: 'waiting', others: [] }),
    ...(planner === undefined
      ? []
      : planning(payload, planner, { project, base: facts.base, gates: facts.gates ?? [] })),
    ...(payload.approve ? [{ type: 'run.approved', id: run, confirmed: plan.tasks.length } as const] : []),
  )
}

function takenId(model: Model, { plan, planner, run }: Payload): Err<Refusal> | null {
  if (model.run.get(run) !== undefined) return idTaken(run)
  if (planner !== undefined && model.thread.get(planner.thread) !== undefined) return idTaken(planner.thread)
  if (planner !== undefined && model.prompt.get(planner.prompt) !== undefined) return idTaken(planner.prompt)
  return takenTask(model, plan.tasks)
}

function planRefused(model: Model, payload: Payload, { facts }: DecideContext<DispatchFacts>): Err<Refusal> | null {
  const { approve, confirmed, plan, planner } = payload
  if (planner !== undefined) {
    if (approve) return nothingToApprove
    const empty = promptRefusal(plannerPrompt(plan.goal).slice(0, 1), 0)
    if (empty !== null) return empty
  }
  if (!approve) return planRefusal(validateDraft(plan))
  const projectGates = facts === undefined ? undefined : (facts.gates ?? [])
  return planRefusal(validatePlan(plan, { projectGates })) ?? fanOutRefusal(model, plan.tasks, confirmed)
}

const nothingToApprove = refuse(
  'nothing-to-approve',
  'A plan that a planner still has to make can not be approved yet; nothing was started.',
  'Leave the approval out, and approve the plan once you have seen it.',
) as Err<Refusal>

function policyOf({ autoLand, plan }: Payload, facts: DispatchFacts, wanted: Coordination): RunPolicy {
  const projectGates = facts.gates ?? []
  return {
    effort: plan.effort,
    topology: plan.topology ?? wanted.topology,
    teams: plan.teams ?? wanted.teams,
    gates: allGates(projectGates, plan.gates),
    projectGates,
    limits: plan.limits,
    budget: plan.budget,
    autoLand,
    recover: true,
    spawn: 'ask',
  }
}

function planning(
  { plan, run }: Payload,
  { agent, prompt, task, thread }: NonNullable<Payload['planner']>,
  place: {
    readonly project: Payload['project']
    readonly base: DispatchFacts['base']
    readonly gates: readonly string[]
  },
): readonly DomainEvent[] {
  const { base, gates, project } = place
  const blocks = plannerPrompt(plan.goal, gates)
  const title = titleOf(undefined, blocks)
  return [
    { type: 'prompt.sent', id: prompt, thread, blocks },
    {
      type: 'thread.dispatched',
      id: thread,
      run,
      task,
      project,
      title: `Plan: ${title}`,
      agent,
      base,
      into: null,
      prompt: { id: prompt },
      role: 'planner',
    },
    { type: 'worktree.leased', id: thread, project, owner: thread, generation: 1 },
  ]
}
