import { useMemo } from 'react'
import { type Estimate, estimateOf } from '../../../../shared/domain/run/estimate.ts'
import type { RunPlan } from '../../../../shared/domain/run/state.ts'
import type { Task } from '../../../../shared/domain/task/state.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { useHost } from '../../../client/store.ts'
import { keyOf } from '../plan-tasks.ts'

/** What the tasks that have not landed are likely to take; null where there are none. */
export function useEstimate({ policy }: RunPlan, tasks: readonly Task[]): Estimate | null {
  const executors = useModel((model) => model.pool.get('pool')?.limit ?? 1)
  const parallel = Math.min(executors, policy.limits.parallel ?? executors)
  return useMemo(() => {
    const open = tasks.filter(({ state }) => state.kind !== 'landed')
    if (open.length === 0) return null
    const planned = open.map(({ key, candidates, after }) => ({
      key,
      candidates,
      after: after.map(({ on }) => ({ on: keyOf(on, tasks) })),
    }))
    return estimateOf(useHost.getState().model, planned, parallel)
  }, [tasks, parallel])
}
