import { useMemo } from 'react'
import type { Model } from '../../../../shared/domain/model.ts'
import type { Run } from '../../../../shared/domain/run/state.ts'
import { titleOf } from '../../../../shared/domain/run/title.ts'
import { useNow } from '../../../client/clock.ts'
import { derived } from '../../../client/derived.ts'
import { openOverlay } from '../../../client/overlays.ts'
import { formatCost, formatTokens } from '../../../lib/format-number.ts'
import { formatRoute } from '../../../lib/route.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Scroller } from '../../../ui/scroller.tsx'
import { ProgressBar } from '../progress-bar.tsx'
import { type RunFacts, runFacts } from '../run-facts.ts'
import { runStateWords } from '../run-words.ts'
import { standings, tallyWord } from '../tally.ts'

interface Row {
  readonly run: Run
  readonly facts: RunFacts
}

/** Runs with a plan that are not archived, newest first. */
export function runRows(model: Model, now: number): readonly Row[] {
  return [...model.run.values()]
    .filter(({ plan }) => plan?.kind === 'plan')
    .sort((one, other) => other.createdAt - one.createdAt)
    .map((run) => ({ run, facts: runFacts(model, run.id, now) }))
}

const newPlan = () => openOverlay({ kind: 'new-plan', project: null, goal: '' })

/** Every run that has a plan: how far each is, and what it has cost. */
export function RunList() {
  const now = useNow(10_000)
  const useRows = useMemo(
    () =>
      derived(
        (model) => runRows(model, now),
        (one, other) => JSON.stringify(one) === JSON.stringify(other),
      ),
    [now],
  )
  const rows = useRows()
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex items-center gap-3 border-b border-line px-4 py-2">
        <h1 className="flex-1 text-15 font-bold">Plans</h1>
        {rows.length > 0 && (
          <Button keys="shift+n" onClick={newPlan}>
            New plan
          </Button>
        )}
      </header>
      {rows.length === 0 ? (
        <EmptyState text="A plan cuts a goal into tasks that agents do in order, each on a branch of its own. There is none yet.">
          <Button kind="main" onClick={newPlan}>
            New plan
          </Button>
        </EmptyState>
      ) : (
        <Scroller label="Plans" className="min-h-0 flex-1">
          <ul className="@container/runs">
            {rows.map((row) => (
              <RunRow key={row.run.id} row={row} now={now} />
            ))}
          </ul>
        </Scroller>
      )}
    </div>
  )
}

function RunRow({ row: { facts, run }, now }: { readonly row: Row; readonly now: number }) {
  const { over, spend, tally } = facts
  const { counts, total } = tally
  const open = standings.filter((standing) => standing !== 'landed' && standing !== 'queued')
  const words = open.flatMap((standing) => {
    const count = counts[standing] ?? 0
    return count === 0 ? [] : [tallyWord(standing, count)]
  })
  const cost = spend.cost === null ? formatTokens(spend.tokens) : formatCost(spend.cost)
  return (
    <li>
      <a
        href={formatRoute({ screen: 'plan', run: run.id })}
        className="grid h-row grid-cols-[minmax(160px,1fr)_120px_120px_60px_minmax(0,1fr)_80px_80px] items-center gap-3 border-b border-soft px-4 -outline-offset-2 hover:bg-raised @max-[860px]/runs:grid-cols-[minmax(120px,1fr)_110px_80px_60px_90px]"
      >
        <span className="-mt-px truncate font-medium">
          {visibleLine(titleOf(undefined, [{ kind: 'text', text: run.goal, origin: 'person' }]))}
        </span>
        <span className="-mt-px truncate text-muted">{runStateWords(run.plan?.state, over)}</span>
        <ProgressBar tally={tally} />
        <span className="text-12 text-muted">{`${counts.landed ?? 0} of ${total}`}</span>
        <span className="truncate text-12 text-muted @max-[860px]/runs:hidden">{words.join(' · ')}</span>
        <span className="text-right text-12 text-muted">{spend.tokens === 0 ? '' : cost}</span>
        <RelativeTime at={run.createdAt} now={now} className="text-right text-12 text-faint @max-[860px]/runs:hidden" />
      </a>
    </li>
  )
}
