import { classNames } from '../../lib/class-names.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { Scroller } from '../../ui/scroller.tsx'

export interface ExactDetailProps {
  readonly detail: string
  readonly className?: string | undefined
}

/** All of what would be allowed, as it is: nothing is left out, and what has no shape is spelled out. */
export function ExactDetail({ detail, className }: ExactDetailProps) {
  return (
    <Scroller label="What exactly" className={classNames('rounded border border-line bg-bg', className)}>
      <pre className="px-2.5 py-1.5 whitespace-pre-wrap wrap-anywhere">{visibleText(detail)}</pre>
    </Scroller>
  )
}
