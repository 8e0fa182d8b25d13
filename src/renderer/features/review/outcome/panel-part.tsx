import type { ReactNode } from 'react'

/** A titled part of the panel beside a change. */
export function PanelPart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-12 font-medium text-muted">{title}</h3>
      {children}
    </section>
  )
}
