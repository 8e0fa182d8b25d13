import type { TranscriptRow } from '../../../../shared/transcript/entry.ts'
import type { PlanEntry as Step } from '../../../../shared/transcript/update.ts'
import { classNames } from '../../../lib/class-names.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { planView } from './entry-view.ts'

const marks: Readonly<Record<Step['status'], { readonly sign: string; readonly name: string; readonly look: string }>> =
  {
    pending: { sign: '·', name: 'Open', look: 'text-muted' },
    in_progress: { sign: '›', name: 'Now', look: 'text-text' },
    completed: { sign: '✓', name: 'Done', look: 'text-muted' },
  }

export function PlanEntry({ row }: { readonly row: TranscriptRow }) {
  const steps = planView(row)
  const done = steps.filter((step) => step.status === 'completed').length
  return (
    <div className="rounded border border-line px-[9px] py-1">
      <p className="flex text-muted">
        Plan<span className="ml-auto">{`${done} of ${steps.length} done`}</span>
      </p>
      <ul aria-label="Plan">
        {steps.map((step) => (
          <li key={step.id} className={classNames('flex gap-2', marks[step.status].look)}>
            <span aria-hidden className="w-3 shrink-0 text-center">
              {marks[step.status].sign}
            </span>
            <span className="min-w-0 wrap-anywhere">
              <span className="sr-only">{`${marks[step.status].name}: `}</span>
              {visibleLine(step.content)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
