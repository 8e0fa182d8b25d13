import type { ReactNode } from 'react'
import { classNames } from '../lib/class-names.ts'

export interface ToolLineProps {
  readonly verb: string
  readonly code: string | null
  /** Shown where there is no code, and as the full name on hover. */
  readonly title: string
  /** What came of it, at the right. */
  readonly children?: ReactNode
  readonly className?: string | undefined
}

/** What an agent did with a tool, on one line: 'Ran npm test', and what came of it. */
export function ToolLine({ verb, code, title, children, className }: ToolLineProps) {
  return (
    <span className={classNames('flex min-w-0 flex-1 items-center gap-2 text-muted', className)}>
      {code === null ? (
        <span className="min-w-0 truncate" title={title}>
          {title}
        </span>
      ) : (
        <>
          <span className="shrink-0">{verb}</span>
          <code className="min-w-0 truncate font-mono text-12" title={title}>
            {code}
          </code>
        </>
      )}
      <span className="ml-auto flex shrink-0 items-center gap-2 pl-1">{children}</span>
    </span>
  )
}
