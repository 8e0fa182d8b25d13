import { plural } from '../../lib/format-number.ts'
import { Button } from '../../ui/button.tsx'
import { changeDraft } from './draft-store.ts'

export interface SplitLineProps {
  /** What the text looks like. */
  readonly parts: number
  /** What a dispatch would start. */
  readonly tasks: number
  /** Has a plan made of what was written. */
  readonly onPlan: () => void
}

/** Offers to take a pasted list apart, or to leave it whole. */
export function SplitLine({ parts, tasks, onPlan }: SplitLineProps) {
  const many = tasks > 1
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5 rounded border border-line px-3 py-1.5">
      <legend className="sr-only">One task or many</legend>
      <span className="mr-1 text-muted">{`${plural(parts, 'line')} look like ${plural(parts, 'task')}.`}</span>
      <Button
        size="small"
        kind={many ? 'plain' : 'quiet'}
        aria-pressed={many}
        onClick={() => changeDraft({ split: 'many' })}
      >
        {`Dispatch as ${plural(parts, 'thread')}`}
      </Button>
      <Button
        size="small"
        kind={many ? 'quiet' : 'plain'}
        aria-pressed={!many}
        onClick={() => changeDraft({ split: 'one' })}
      >
        Keep as one
      </Button>
      <Button size="small" kind="quiet" onClick={onPlan}>
        Plan first
      </Button>
    </fieldset>
  )
}
