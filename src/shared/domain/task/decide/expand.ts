import type { TaskId } from '../../../kernel/ids.ts'
import type { Err } from '../../../kernel/result.ts'
import type { PayloadOf } from '../../command.ts'
import { type Decide, events, type Refusal, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { policyOf as permissionsOf } from '../../permission/policy-of.ts'
import { budgetShare } from '../../run/budget.ts'
import { lineOf, runDepthLimit } from '../../run/own-runs.ts'
import { plannerPrompt } from '../../run/planner-prompt.ts'
import { allGates } from '../../run/queries.ts'
import type { RunPlan, RunPolicy } from '../../run/state.ts'
import { titleOf } from '../../run/title.ts'
import { idTaken } from '../../thread/id-taken.ts'
import type { PromptBlock } from '../../thread/state.ts'
import { findTask } from '../find.ts'
import { hasStarted } from '../started.ts'
import type { Expansion, Task } from '../state.ts'

/** When its turn comes the task begins as a run of its own, which a planner plans, in place of a thread that does it. */
export const decideExpand: Decide<'task.expand'> = (model, { planner, run, task: id }) => {
  const found = findTask(model, id)
  if (!found.ok) return found
  const task = found.value
  if (hasStarted(task)) {
    return refuse(
      'task-started',
      `${task.title} has started; it stays as it is.`,
      'Add a task for what is to be planned.',
    )
  }
  const refused = expandRefusal(model, task, run)
  return refused ?? events({ type: 'task.expanding', id, run, planner })
}

/** Why a task can't be a run of its own, null if it can. */
export function expandRefusal(
  model: Model,
  task: Pick<Task, 'run' | 'title' | 'candidates'>,
  run: Expansion['run'],
): Err<Refusal> | null {
  const taken = model.run.get(run) !== undefined || [...model.task.values()].some(({ expand }) => expand?.run === run)
  if (taken) return idTaken(run)
  if (lineOf(model, task.run).length > runDepthLimit) {
    const message = `${task.title} is ${runDepthLimit} runs deep already, which is the limit. Nothing was changed.`
    return refuse('run-too-deep', message, 'Split it into tasks of the same run.') as Err<Refusal>
  }
  if (task.candidates <= 1) return null
  const message = `${task.title} is to be tried by ${task.candidates} candidates, which a run can not be. Nothing was changed.`
  return refuse('has-candidates', message, 'Set its candidates to 1 first.') as Err<Refusal>
}

interface Beginning {
  readonly task: Task
  readonly expand: Expansion
  readonly payload: PayloadOf<'task.begin'>
  readonly now: number
}

/** The task's own run with its planner, who has the slot that was held for the task. */
export function begunRun(
  model: Model,
  plan: RunPlan,
  { expand, now, payload, task }: Beginning,
): readonly DomainEvent[] {
  const { agent, base, prompt, thread } = payload
  const policy = policyOf(plan, task, budgetShare(model, task, now))
  const { id: parent, project, priority } = task
  const permissions = permissionsOf(model, task.run)
  const blocks = blocksOf(payload.blocks, policy.gates)
  return [
    { type: 'prompt.sent', id: prompt, thread, blocks },
    {
      type: 'run.created',
      id: expand.run,
      project,
      goal: task.brief,
      task: null,
      ...(permissions === undefined ? {} : { permissions }),
    },
    {
      type: 'run.planned',
      id: expand.run,
      kind: 'plan',
      state: { kind: 'planning' },
      policy,
      place: { base, into: plan.place.into },
      planner: thread,
      parent: { run: task.run, task: parent },
    },
    {
      type: 'thread.dispatched',
      id: thread,
      run: expand.run,
      // No task's: what planning costs is counted for the run.
      task: `${expand.run}.plan` as TaskId,
      project,
      title: titleOf(`Plan: ${task.title}`, []),
      agent,
      base,
      into: null,
      prompt: { id: prompt },
      role: 'planner',
      ...(priority === 0 ? {} : { priority }),
    },
    { type: 'worktree.leased', id: thread, project, owner: thread, generation: 1 },
    { type: 'task.expanded', id: parent, run: expand.run },
  ]
}

/** As its parent goes about things, with the task's gates for all, within the task's budget. */
function policyOf({ policy }: RunPlan, task: Task, budget: RunPolicy['budget']): RunPolicy {
  const gates = allGates(policy.gates, task.gates)
  return { ...policy, effort: task.effort, gates, projectGates: gates, budget }
}

/** The brief, the rules of planning, then what the host knows besides. */
function blocksOf([brief, ...more]: readonly PromptBlock[], gates: readonly string[]): readonly PromptBlock[] {
  return [...(brief === undefined ? [] : [brief]), ...plannerPrompt('', gates).slice(1), ...more]
}
