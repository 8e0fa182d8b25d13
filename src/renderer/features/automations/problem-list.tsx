import type { FileProblem } from '../../../shared/domain/automation/state.ts'
import { plural } from '../../lib/format-number.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'

export interface ProblemListProps {
  readonly problems: readonly FileProblem[]
  readonly onShow: (place: { readonly line: number; readonly column: number }) => void
}

/** So many stand in the list; the others are in the text. */
const shown = 5

/** What is wrong with the text, each with its place in it. */
export function ProblemList({ problems, onShow }: ProblemListProps) {
  return (
    <ul
      aria-label="Problems of the text"
      className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-3 gap-y-1.5 border-l-[3px] border-error pl-3"
    >
      {problems.slice(0, shown).map((problem) => (
        <li key={`${problem.line}:${problem.column} ${problem.code}`} className="contents">
          <Button
            size="small"
            kind="quiet"
            className="-ml-2 justify-self-start font-mono"
            aria-label={`Show line ${problem.line}, column ${problem.column}`}
            onClick={() => onShow({ line: problem.line, column: problem.column })}
          >
            {`${problem.line}:${problem.column}`}
          </Button>
          <span className="wrap-anywhere">
            {visibleText(problem.message)} <span className="text-muted">{visibleText(problem.remedy)}</span>
          </span>
        </li>
      ))}
      {problems.length > shown && (
        <li className="col-span-2 text-muted">{`${plural(problems.length - shown, 'more problem')} in the text`}</li>
      )}
    </ul>
  )
}
