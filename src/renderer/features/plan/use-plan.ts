import { useMemo } from 'react'
import { validatePlan } from '../../../shared/domain/plan/validate.ts'
import { planOf } from '../../../shared/domain/run/plan-of.ts'
import { tasksOf } from '../../../shared/domain/run/queries.ts'
import type { Run, RunPlan } from '../../../shared/domain/run/state.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import { useModel } from '../../client/model-hooks.ts'
import { useHost } from '../../client/store.ts'
import { type PlanProblems, placeProblems } from './problem-places.ts'

export interface OpenPlan {
  readonly run: Run
  readonly plan: RunPlan
  readonly tasks: readonly Task[]
  readonly problems: PlanProblems
}

/** A run's plan as it is now, validated; null where there is none. */
export function usePlan(id: string): OpenPlan | null {
  const run = useModel((model) => model.run.get(id))
  const tasks = useModel((model) => tasksOf(model, id))
  return useMemo(() => {
    if (run?.plan === undefined) return null
    const { plan } = run
    // The policy's gates are the project's and the plan's together, so that no others are left to count.
    const problems = validatePlan(planOf(useHost.getState().model, { ...run, plan }), { projectGates: [] })
    // What is only proposed is no part of the plan yet.
    const judged = tasks.filter(({ state }) => state.kind !== 'proposed')
    return { run, plan, tasks, problems: placeProblems(problems, judged) }
  }, [run, tasks])
}
