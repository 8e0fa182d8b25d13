import type { ReactNode } from 'react'
import { classNames } from '../lib/class-names.ts'
import type { Trouble } from '../lib/refusal.ts'
import { visibleText } from '../lib/visible-text.ts'

export interface FailureNoteProps {
  readonly failure: Trouble
  /** Buttons, such as Try again. */
  readonly children?: ReactNode
  /** Part of a page from its start, so nothing to interrupt anyone for. */
  readonly quiet?: boolean | undefined
  readonly className?: string | undefined
}

/** What happened, what was kept, and what to do. */
export function FailureNote({ failure, children, quiet = false, className }: FailureNoteProps) {
  return (
    <div
      role={quiet ? 'note' : 'alert'}
      data-code={failure.code}
      className={classNames('border-l-[3px] border-error px-3 py-1 wrap-anywhere', className)}
    >
      <p>{visibleText(failure.message)}</p>
      <p className="text-muted">{visibleText(failure.remedy)}</p>
      {children !== undefined && <div className="mt-2 flex flex-wrap gap-1.5">{children}</div>}
    </div>
  )
}
