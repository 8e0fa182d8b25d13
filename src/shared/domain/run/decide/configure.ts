import { type Decide, events, nothing, refuse } from '../../decision.ts'
import { budgetProblems, gateProblems, goalProblems, limitProblems } from '../../plan/validate-parts.ts'
import { findRun } from '../find.ts'
import { planRefusal } from '../plan-refusal.ts'
import { allGates } from '../queries.ts'
import type { RunPolicy } from '../state.ts'

/** What is named is changed, the rest stays. Gates named here are those of the plan; the project's stay beside them. */
export const decideConfigureRun: Decide<'run.configure'> = (model, payload) => {
  const found = findRun(model, payload.run)
  if (!found.ok) return found
  const { goal: before, id, plan } = found.value
  const { policy } = plan
  const { autoLand, budget, effort, gates, goal = before, limits, recover, spawn } = payload
  if (goal !== before && plan.state.kind !== 'draft') return goalStands
  const changed: RunPolicy = {
    ...policy,
    autoLand: autoLand ?? policy.autoLand,
    budget: budget ?? policy.budget,
    effort: effort ?? policy.effort,
    gates: gates === undefined ? policy.gates : allGates(policy.projectGates ?? [], gates),
    limits: limits ?? policy.limits,
    recover: recover ?? policy.recover,
    spawn: spawn ?? policy.spawn,
    ...teamsOf(payload),
  }
  const refused = planRefusal([
    ...goalProblems(goal),
    ...gateProblems(['gates'], changed.gates),
    ...budgetProblems(['budget'], changed.budget),
    ...limitProblems(changed),
  ])
  if (refused !== null) return refused
  if (goal === before && JSON.stringify(changed) === JSON.stringify(policy)) return nothing
  return events({ type: 'run.configured', id, policy: changed, ...(goal === before ? {} : { goal }) })
}

function teamsOf({ teams }: { readonly teams?: RunPolicy['teams'] | undefined }): Pick<RunPolicy, 'teams'> {
  return teams === undefined ? {} : { teams }
}

const goalStands = refuse(
  'not-a-draft',
  'The goal was approved with the plan; nothing was changed.',
  'Add tasks to this plan, or write another one.',
)
