import { useState } from 'react'
import type { Topology } from '../../../../shared/domain/plan/plan.ts'
import type { Run, RunPlan } from '../../../../shared/domain/run/state.ts'
import { hasStarted } from '../../../../shared/domain/task/started.ts'
import type { Task } from '../../../../shared/domain/task/state.ts'
import { navigate } from '../../../client/navigation.ts'
import { classNames } from '../../../lib/class-names.ts'
import { plural } from '../../../lib/format-number.ts'
import { newId } from '../../../lib/new-id.ts'
import { topologyHints, topologyTitles } from '../../../lib/team-words.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { ActionButton } from '../../../ui/action-button.tsx'
import type { Action } from '../../../ui/actions/action.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeText } from '../../../ui/code-text.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { Select, type SelectOption } from '../../../ui/select.tsx'
import type { PlanEdits } from '../edits/use-plan-edits.ts'
import type { PlanProblems } from '../problem-places.ts'
import type { Configure } from './configure.ts'
import { GoalField } from './goal-field.tsx'
import { PlanRules } from './plan-rules.tsx'
import { planStateWords, rulesInWords } from './plan-words.ts'

export interface PlanHeaderProps {
  readonly run: Run
  readonly plan: RunPlan
  readonly tasks: readonly Task[]
  readonly problems: PlanProblems
  readonly edits: PlanEdits
  readonly approve: Action | null
  /** What the run is for stands above it already. */
  readonly bare: boolean
}

const topologies = (['queue', 'adaptive', 'team'] as const).map(
  (value): SelectOption<Topology> => ({ value, title: topologyTitles[value], detail: topologyHints[value] }),
)
const efforts = [
  { value: 'quick', title: 'Quick', detail: 'No gates: nothing is proven.' },
  { value: 'standard', title: 'Standard', detail: 'Gates must pass.' },
  { value: 'proven', title: 'Proven', detail: 'Gates, and somebody tries to refute it.' },
] as const

/** What the plan is for and by which rules it goes, and the way on. */
export function PlanHeader({ run, plan, tasks, problems, edits, approve, bare }: PlanHeaderProps) {
  const [open, setOpen] = useState(false)
  const { policy } = plan
  const configure = (change: Configure) =>
    void edits.edit(null, { type: 'run.configure', payload: { run: run.id, ...change } })
  return (
    <header className="border-b border-line">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1.5 px-4 pt-2 pb-[7px]">
        <div className={classNames('flex-1', bare ? 'min-w-32' : 'min-w-72')}>
          {bare ? (
            <p className="py-1 text-12 text-muted">{begunWords(tasks)}</p>
          ) : (
            <>
              <GoalField goal={run.goal} fixed={plan.state.kind !== 'draft'} onChange={(goal) => configure({ goal })} />
              <PlanFacts plan={plan} tasks={tasks} />
            </>
          )}
        </div>
        <div className="flex flex-wrap items-center justify-end gap-1.5">
          <span className="flex gap-1.5 @max-[760px]/plan:hidden">
            <Select
              label="Topology"
              showLabel
              value={policy.topology}
              options={topologies}
              onChange={(topology) =>
                void edits.edit(null, { type: 'run.switch', payload: { run: run.id, topology, cluster: newId() } })
              }
            />
            <Select
              label="Effort"
              showLabel
              value={policy.effort}
              options={efforts}
              onChange={(effort) => configure({ effort })}
            />
          </span>
          <Button aria-expanded={open} onClick={() => setOpen(!open)}>
            <span className="font-normal text-muted">Rules</span>
            <span className="max-w-72 truncate">{rulesInWords(policy)}</span>
            <span aria-hidden className="text-faint">
              {open ? '▴' : '▾'}
            </span>
          </Button>
          {!bare && (
            <Button kind="quiet" onClick={() => toBoard(run.id)}>
              Board
            </Button>
          )}
          {approve !== null && <ActionButton action={approve} kind="main" showKeys />}
        </div>
      </div>
      {edits.refused?.task === null && (
        <FailureNote failure={edits.refused.failure} className="mx-4 mb-2">
          <Button size="small" onClick={edits.dismiss}>
            Hide
          </Button>
        </FailureNote>
      )}
      {problems.head
        .filter(({ code }) => code !== 'tasks-missing')
        .map(({ code, message, remedy }) => (
          <p key={`${code} ${message}`} data-code={code} className="px-4 pb-1.5 text-12">
            <span className="text-error">{visibleLine(message)}</span>{' '}
            <span className="text-muted">{visibleLine(remedy)}</span>
          </p>
        ))}
      {open && <PlanRules policy={policy} onChange={configure} />}
    </header>
  )
}

/** '12 tasks · 5 begun' */
function begunWords(tasks: readonly Task[]): string {
  const begun = tasks.filter(hasStarted).length
  return begun === 0 ? plural(tasks.length, 'task') : `${plural(tasks.length, 'task')} · ${begun} begun`
}

function PlanFacts({ plan, tasks }: Pick<PlanHeaderProps, 'plan' | 'tasks'>) {
  const { base, into } = plan.place
  return (
    <p className="truncate text-11 text-muted">
      {`${planStateWords(plan.state, tasks)} · ${begunWords(tasks)} · from `}
      <CodeText text={base.commit === null ? base.ref : `${base.ref}@${base.commit.slice(0, 7)}`} className="text-11" />
      {into === null ? ' · each merge asks where to' : ' · lands on '}
      {into !== null && <CodeText text={into} className="text-11" />}
    </p>
  )
}

function toBoard(run: string): void {
  navigate({ screen: 'board', scope: { kind: 'run', run }, thread: null, tab: 'conversation' })
}
