import type { ReactNode } from 'react'

export interface EmptyStateProps {
  /** One sentence that teaches the next step. */
  readonly text: string
  /** One button. */
  readonly children?: ReactNode
}

export function EmptyState({ text, children }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-start gap-3 px-4 py-6">
      <p className="max-w-120 text-pretty text-muted">{text}</p>
      {children}
    </div>
  )
}
