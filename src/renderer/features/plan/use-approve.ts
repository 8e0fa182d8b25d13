import { useState } from 'react'
import { defaultPoolLimits } from '../../../shared/domain/pool/state.ts'
import { useModel } from '../../client/model-hooks.ts'
import { useHost } from '../../client/store.ts'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import type { PlanEdits } from './edits/use-plan-edits.ts'
import type { OpenPlan } from './use-plan.ts'

export interface Approval {
  /** Null where there is nothing to approve any more. */
  readonly action: Action | null
  /** The person is asked, with the numbers, before so many threads are let loose. */
  readonly asks: boolean
  readonly confirm: () => void
  readonly cancel: () => void
}

/** Starts the plan; above the limit of a fan-out only after the estimate was seen. */
export function useApprove({ run, plan, tasks, problems }: OpenPlan, edits: PlanEdits): Approval {
  const [asks, setAsks] = useState(false)
  const fanOut = useModel((model) => (model.pool.get('pool')?.limits ?? defaultPoolLimits).fanOut)
  const online = useHost((state) => state.api !== null)
  const threads = tasks.reduce((sum, { candidates }) => sum + candidates, 0)
  const send = async (confirmed: boolean) => {
    setAsks(false)
    await edits.edit(null, { type: 'run.approve', payload: { run: run.id, confirmed } })
  }
  const isDraft = plan.state.kind === 'draft'
  const action: Action = {
    id: 'plan.approve',
    title: 'Approve',
    section: 'Plan',
    keys: 'shift+enter',
    blocked: online ? problems.first : 'There is no line to the host.',
    run: () => (threads > fanOut ? setAsks(true) : send(false)),
  }
  useActions(isDraft ? [action] : [])
  return {
    action: isDraft ? action : null,
    asks,
    confirm: () => void send(true),
    cancel: () => setAsks(false),
  }
}
