import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'

export interface PartHeadProps {
  readonly title: string
  readonly onBack: () => void
  /** Below the title. */
  readonly detail?: ReactNode
  /** At the right end. */
  readonly children?: ReactNode
}

/** The head of one part that is shown whole, and the way back. */
export function PartHead({ title, onBack, detail, children }: PartHeadProps) {
  return (
    <header className="flex shrink-0 items-start gap-1.5 border-b border-line px-3 py-1.5">
      <Button
        kind="quiet"
        size="small"
        keys="Escape"
        tip="Back to all peers"
        aria-label="Back to all peers"
        onClick={onBack}
      >
        <span aria-hidden>‹</span>
      </Button>
      <div className="min-w-0 flex-1">
        <h3 className="truncate font-medium" title={title}>
          {title}
        </h3>
        {detail !== undefined && <div className="text-12 text-muted">{detail}</div>}
      </div>
      {children}
    </header>
  )
}
