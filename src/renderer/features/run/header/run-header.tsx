import type { ComponentType } from 'react'
import type { Run, RunPlan } from '../../../../shared/domain/run/state.ts'
import { titleOf } from '../../../../shared/domain/run/title.ts'
import { useAgents } from '../../../client/agents.ts'
import { useNow } from '../../../client/clock.ts'
import { useThread } from '../../../client/model-hooks.ts'
import { formatDuration } from '../../../lib/format-duration.ts'
import { exactTime } from '../../../lib/format-time.ts'
import { formatRoute, type Scope } from '../../../lib/route.ts'
import { agentName } from '../../../lib/thread-words.ts'
import { visibleLine, visibleText } from '../../../lib/visible-text.ts'
import { ActionButton } from '../../../ui/action-button.tsx'
import { Button } from '../../../ui/button.tsx'
import { Switch } from '../../../ui/checkbox.tsx'
import { CodeText } from '../../../ui/code-text.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { ProgressBar, ProgressWords } from '../progress-bar.tsx'
import type { RunFacts } from '../run-facts.ts'
import { budgetWords, limitWords, runStateWords, spendWords } from '../run-words.ts'
import { useSender } from '../use-sender.ts'
import { useRunActions } from './use-run-actions.ts'

export interface RunHeaderProps {
  readonly run: Run
  readonly plan: RunPlan
  readonly facts: RunFacts
  /** How its tasks go together. */
  readonly Topology: ComponentType<{ readonly scope: Scope; readonly tell: boolean }>
}

/** What a run is for, how far it is, what it has cost, and what steers it as a whole. */
export function RunHeader({ run, plan, facts, Topology }: RunHeaderProps) {
  const sender = useSender()
  const { policy } = plan
  const actions = useRunActions(run, plan, { sender, over: facts.over })
  const configure = (change: { readonly autoLand: boolean } | { readonly recover: boolean }) =>
    void sender.send({ type: 'run.configure', payload: { run: run.id, ...change } })
  const limits = limitWords(policy)
  return (
    <header className="flex flex-col gap-1.5 px-4 pt-2 pb-1.5">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h1 className="truncate text-15 font-bold" title={visibleText(run.goal)}>
            {visibleLine(titleOf(undefined, [{ kind: 'text', text: run.goal, origin: 'person' }]))}
          </h1>
          <Facts run={run} plan={plan} over={facts.over} />
        </div>
        <div className="flex flex-wrap items-center justify-end gap-x-1.5 gap-y-1">
          <span className="mr-2 flex gap-3">
            <Switch label="Auto-land" checked={policy.autoLand} onChange={(autoLand) => configure({ autoLand })} />
            <Switch label="Recover" checked={policy.recover} onChange={(recover) => configure({ recover })} />
          </span>
          {actions.map((action, at) => (
            <ActionButton key={action.id} action={action} kind={at === 0 ? 'plain' : 'quiet'} />
          ))}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-12">
        <ProgressBar tally={facts.tally} className="w-48 shrink-0" />
        <ProgressWords tally={facts.tally} />
        <span className="flex-1" />
        <SpendLine plan={plan} facts={facts} />
        {limits !== '' && <span className="whitespace-nowrap text-muted">{limits}</span>}
      </div>
      <Topology scope={{ kind: 'run', run: run.id }} tell />
      {sender.failure !== null && (
        <FailureNote failure={sender.failure}>
          <Button size="small" onClick={sender.dismiss}>
            Hide
          </Button>
        </FailureNote>
      )}
    </header>
  )
}

interface FactsProps {
  readonly run: Run
  readonly plan: RunPlan
  readonly over: boolean
}

/** 'Running · 42 min · from main@a1b2c3d · lands on main · planned by Scripted' */
function Facts({ run, plan, over }: FactsProps) {
  const now = useNow(30_000)
  const agents = useAgents()
  const planner = useThread(plan.planner ?? '')
  const { base, into } = plan.place
  return (
    <p className="truncate text-11 text-muted">
      <span className="font-medium text-text">{runStateWords(plan.state, over)}</span>
      <span title={exactTime(run.createdAt)}>{` · ${formatDuration(Math.max(0, now - run.createdAt))}`}</span>
      {' · from '}
      <CodeText text={base.commit === null ? base.ref : `${base.ref}@${base.commit.slice(0, 7)}`} className="text-11" />
      {into === null ? ' · each merge asks where to' : ' · lands on '}
      {into !== null && <CodeText text={into} className="text-11" />}
      {plan.planner !== null && (
        <>
          {' · planned by '}
          <a
            href={formatRoute({
              screen: 'board',
              scope: { kind: 'run', run: run.id },
              thread: plan.planner,
              tab: 'conversation',
            })}
            className="rounded text-focus underline"
          >
            {planner === undefined ? 'an agent' : agentName(planner.agent, agents)}
          </a>
        </>
      )}
    </p>
  )
}

function SpendLine({ plan, facts: { budget, spend } }: Pick<RunHeaderProps, 'plan' | 'facts'>) {
  const share = Math.min(1, budget?.part ?? 0)
  return (
    <span className="flex items-center gap-2 whitespace-nowrap text-muted" title={budget?.what}>
      <span>{spendWords(spend)}</span>
      {budget !== null && (
        <>
          <span>{budgetWords(plan.policy.budget)}</span>
          <span aria-hidden className="inline-block h-1 w-12 overflow-hidden rounded-inner bg-line">
            <span
              className={share >= 0.8 ? 'block h-full bg-you' : 'block h-full bg-muted'}
              style={{ width: `${share * 100}%` }}
            />
          </span>
          <span className={share >= 0.8 ? 'text-you' : undefined}>{`${Math.floor(budget.part * 100)} %`}</span>
        </>
      )}
    </span>
  )
}
