import { type ReactNode, useMemo } from 'react'
import type { Task } from '../../../../shared/domain/task/state.ts'
import { derived } from '../../../client/derived.ts'
import { visibleLine, visibleText } from '../../../lib/visible-text.ts'
import { Button } from '../../../ui/button.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { Scroller } from '../../../ui/scroller.tsx'
import { useSender } from '../use-sender.ts'
import { type AttemptFacts, attemptsOf, sameAttempts } from './attempt-facts.ts'
import { AttemptHead } from './attempt-head.tsx'
import { ChangedCell, DiagnosisCell, GatesCell, RankCell, SpendCell, StateCell, TimeCell } from './cells.tsx'
import { JudgeButton } from './judge-button.tsx'
import { OwnRun } from './own-run.tsx'
import { RetryMenu } from './retry-menu.tsx'

interface Row {
  readonly name: string
  readonly Cell: (props: { readonly of: AttemptFacts }) => ReactNode
}

const rank: Row = { name: 'Rank', Cell: RankCell }
const rows: readonly Row[] = [
  { name: 'State', Cell: StateCell },
  { name: 'Changed', Cell: ChangedCell },
  { name: 'Gates', Cell: GatesCell },
  { name: 'Spend', Cell: SpendCell },
  { name: 'Time', Cell: TimeCell },
  { name: 'Diagnosis', Cell: DiagnosisCell },
]

/** In px. */
const headWidth = 96
const columnWidth = 230

/** A column for each thread, a row for each thing in which they may differ. */
export function AttemptTable({ task }: { readonly task: Task }) {
  const useColumns = useMemo(() => derived((model) => attemptsOf(model, task), sameAttempts), [task])
  const columns = useColumns()
  const sender = useSender()
  const judging = task.candidates > 1 && task.chosen === undefined ? task.agents[0] : undefined
  return (
    <Scroller label={`Attempts at ${visibleLine(task.title)}`} className="min-w-0 flex-1">
      <div className="flex items-start gap-3 px-4 py-2">
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-14 font-bold">{visibleLine(task.title)}</h2>
          <p className="line-clamp-2 text-12 text-muted" title={visibleText(task.brief)}>
            {visibleLine(task.brief)}
          </p>
        </div>
        {judging !== undefined && <JudgeButton task={task} agent={judging} sender={sender} />}
        <RetryMenu task={task} sender={sender} />
      </div>
      {sender.failure !== null && (
        <FailureNote failure={sender.failure} className="mx-4 mb-2">
          <Button size="small" onClick={sender.dismiss}>
            Hide
          </Button>
        </FailureNote>
      )}
      {columns.length === 0 ? (
        <OwnRun task={task} sender={sender} />
      ) : (
        <table
          style={{ minWidth: headWidth + columns.length * columnWidth }}
          className="w-full table-fixed border-t border-line text-left align-top"
        >
          <thead>
            <tr className="border-b border-line">
              <td className="w-24" />
              {columns.map((column) => (
                <th
                  key={column.attempt.thread}
                  scope="col"
                  className="border-l border-soft px-3 py-2 align-top font-normal"
                >
                  <AttemptHead of={column} task={task} sender={sender} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(task.candidates > 1 ? [rank, ...rows] : rows).map(({ Cell, name }) => (
              <tr key={name} className="border-b border-soft">
                <th scope="row" className="w-24 px-4 py-1.5 align-top text-12 font-normal text-muted">
                  {name}
                </th>
                {columns.map((column) => (
                  <td key={column.attempt.thread} className="border-l border-soft px-3 py-1.5 align-top">
                    <Cell of={column} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Scroller>
  )
}
