import type { ReactNode } from 'react'
import { safeLink } from './markdown/safe-link.ts'

export interface OutsideLinkProps {
  /** Of a stranger: one that no page may lead to is not made a link. */
  readonly to: string | null
  readonly children: ReactNode
}

/** Leads out of the application, to where the address says and nowhere else. */
export function OutsideLink({ to, children }: OutsideLinkProps) {
  const target = safeLink(to ?? undefined)
  if (target === null) return <span>{children}</span>
  return (
    <a href={target} target="_blank" rel="noreferrer" title={target} className="rounded text-focus underline">
      {children}
    </a>
  )
}
