import { type ReactNode, useId } from 'react'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

export interface SettingRowProps {
  readonly title: string
  /** What it changes, in one line. */
  readonly hint: ReactNode
  /** Why the last change was not made. */
  readonly failure?: Failure | null
  /** The control; null where the row only tells something. */
  readonly children?: ReactNode
}

/** One setting: what it is, what it changes, and the control that changes it at once. */
export function SettingRow({ title, hint, failure = null, children }: SettingRowProps) {
  const id = useId()
  return (
    <li className="border-b border-soft py-2.5 last:border-0">
      <fieldset aria-describedby={id} className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <legend className="sr-only">{title}</legend>
        <div className="min-w-60 flex-1">
          <div aria-hidden className="font-medium">
            {title}
          </div>
          <div id={id} className="text-12 wrap-anywhere text-muted">
            {hint}
          </div>
        </div>
        {children}
      </fieldset>
      {failure !== null && <FailureNote failure={failure} className="mt-2" />}
    </li>
  )
}

export interface SettingGroupProps {
  readonly title: string
  readonly children: ReactNode
}

export function SettingGroup({ title, children }: SettingGroupProps) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="border-b border-line pb-1 text-12 font-medium text-muted">
        {title}
      </h2>
      <ul>{children}</ul>
    </section>
  )
}
