import type { RunPlan } from '../../../../shared/domain/run/state.ts'
import type { Task } from '../../../../shared/domain/task/state.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { plural } from '../../../lib/format-number.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../../ui/dialog.tsx'
import type { PlanProblems } from '../problem-places.ts'
import type { Approval } from '../use-approve.ts'
import { estimateInWords, nextInWords } from './plan-words.ts'
import { useEstimate } from './use-estimate.ts'

export interface PlanFootProps {
  readonly plan: RunPlan
  readonly tasks: readonly Task[]
  readonly problems: PlanProblems
  readonly approval: Approval
}

/** What happens next, and what it is likely to take. */
export function PlanFoot({ plan, tasks, problems, approval }: PlanFootProps) {
  const estimate = useEstimate(plan, tasks)
  const executors = useModel((model) => model.pool.get('pool')?.limit ?? 1)
  const { state, policy } = plan
  const next = nextInWords({ state, tasks, problems, autoLand: policy.autoLand, executors })
  const wrong = state.kind === 'draft' && tasks.length > 0 && problems.first !== null
  return (
    <footer className="flex min-h-[26px] items-center gap-4 border-t border-line bg-panel px-4 py-[3px] text-12">
      <span role="status" className={wrong ? 'min-w-0 truncate text-error' : 'min-w-0 truncate'} title={next}>
        {next}
      </span>
      <span className="flex-1" />
      {estimate !== null && (
        <span className="shrink-0 text-muted" title={estimate.basis}>
          {estimateInWords(estimate)}
        </span>
      )}
      <Dialog open={approval.asks} title="Approve the plan" width="narrow" onClose={approval.cancel}>
        <DialogBody>
          <p>{`${plural(tasks.length, 'task')} are more than one approval starts unasked.`}</p>
          {estimate !== null && <p className="mt-2">{`${estimateInWords(estimate)}. ${estimate.basis}`}</p>}
          <p className="mt-2 text-muted">
            They start in order, as executors are free. Pausing the run keeps everything that was done.
          </p>
        </DialogBody>
        <DialogFooter>
          <Button kind="quiet" onClick={approval.cancel}>
            Not yet
          </Button>
          <Button kind="main" onClick={approval.confirm}>
            {`Approve ${plural(tasks.length, 'task')}`}
          </Button>
        </DialogFooter>
      </Dialog>
    </footer>
  )
}
