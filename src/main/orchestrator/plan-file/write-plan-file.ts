import { stringify } from 'yaml'
import type { Model } from '../../../shared/domain/model.ts'
import type { Budget } from '../../../shared/domain/plan/plan.ts'
import type { Run, RunPlan } from '../../../shared/domain/run/state.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import type { AgentChoice } from '../../../shared/domain/thread/state.ts'

/** A run's plan as a file would hold it: what is as it would be anyway is left out. Null for a run without a plan. */
export function writePlanFile(model: Model, run: Run): string | null {
  const { plan } = run
  if (plan === undefined) return null
  const tasks = [...model.task.values()].filter((task) => task.run === run.id && task.state.kind !== 'removed')
  tasks.sort((one, other) => one.order - other.order || (one.id < other.id ? -1 : 1))
  return stringify(
    { ...headOf(run, plan), tasks: tasks.map((task) => written(task, plan, model)) },
    { lineWidth: 0, defaultStringType: 'PLAIN' },
  )
}

function headOf({ goal }: Run, { policy }: RunPlan): object {
  const { budget, effort, gates, limits, teams, topology } = policy
  const { parallel, review } = limits
  return compact({
    goal,
    topology,
    teams: teams === 'automatic' ? teams : undefined,
    effort,
    gates,
    budget: budgetOf(budget),
    limits: parallel === null && review === null ? undefined : compact({ parallel, review }),
  })
}

function written(task: Task, { policy }: RunPlan, model: Model): object {
  return compact({
    id: task.key,
    title: task.title,
    brief: task.brief,
    effort: task.effort === policy.effort ? undefined : task.effort,
    after: task.after.map(({ from, on }) => link(model.task.get(on)?.key ?? on, from)),
    paths: task.paths,
    gates: task.gates,
    ...agentsOf(task.agents),
    priority: task.priority === 0 ? undefined : task.priority,
    candidates: task.candidates === 1 ? undefined : task.candidates,
    budget: budgetOf(task.budget),
  })
}

function link(id: string, from: 'landed' | 'stacked'): unknown {
  return from === 'landed' ? id : { id, from }
}

/** A command line has no name that a file could give it. */
function agentsOf(agents: readonly AgentChoice[]): object {
  const ids = agents.flatMap((agent) => (agent.kind === 'catalogue' ? [agent.id] : []))
  const model = agents[0]?.model
  return { agent: ids.length === 1 ? ids[0] : ids, model }
}

function budgetOf(budget: Budget): Budget | undefined {
  return Object.keys(budget).length === 0 ? undefined : budget
}

function compact(fields: Readonly<Record<string, unknown>>): object {
  const kept = Object.entries(fields).filter(([, value]) => {
    if (value === undefined || value === null) return false
    return !Array.isArray(value) || value.length > 0
  })
  return Object.fromEntries(kept)
}
