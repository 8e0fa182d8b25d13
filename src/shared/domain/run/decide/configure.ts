import { type Decide, events, nothing } from '../../decision.ts'
import { budgetProblems, gateProblems, limitProblems } from '../../plan/validate-parts.ts'
import { findRun } from '../find.ts'
import { planRefusal } from '../plan-refusal.ts'
import { allGates } from '../queries.ts'
import type { RunPolicy } from '../state.ts'

/** What is named is changed, the rest stays. Gates named here are those of the plan; the project's stay beside them. */
export const decideConfigureRun: Decide<'run.configure'> = (model, payload) => {
  const found = findRun(model, payload.run)
  if (!found.ok) return found
  const { id, plan } = found.value
  const { policy } = plan
  const { autoLand, budget, gates, limits, recover, spawn } = payload
  const changed: RunPolicy = {
    ...policy,
    autoLand: autoLand ?? policy.autoLand,
    budget: budget ?? policy.budget,
    gates: gates === undefined ? policy.gates : allGates(policy.projectGates ?? [], gates),
    limits: limits ?? policy.limits,
    recover: recover ?? policy.recover,
    spawn: spawn ?? policy.spawn,
  }
  const refused = planRefusal([
    ...gateProblems(['gates'], changed.gates),
    ...budgetProblems(['budget'], changed.budget),
    ...limitProblems(changed),
  ])
  if (refused !== null) return refused
  if (JSON.stringify(changed) === JSON.stringify(policy)) return nothing
  return events({ type: 'run.configured', id, policy: changed })
}
