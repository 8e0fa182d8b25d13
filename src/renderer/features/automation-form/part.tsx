import { type ReactNode, useId } from 'react'
import type { TriggerView } from '../../../shared/contract/automation-views.ts'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import type { Change } from '../../lib/form-change.ts'

/** What this host has to offer for a form. */
export interface FormOffers {
  readonly triggers: readonly TriggerView[]
  /** False: a restricted thread's network is not cut. */
  readonly sandbox: boolean
}

/** What every part of the form is given. */
export interface PartProps {
  readonly fields: JsonObject
  readonly offers: FormOffers
  readonly change: (...changes: readonly Change[]) => void
}

export interface FormRowProps {
  readonly label: string
  readonly children: ReactNode
}

/** One line of the form: what it is about, and beside it what is chosen. */
export function FormRow({ label, children }: FormRowProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="grid grid-cols-[minmax(70px,150px)_minmax(0,1fr)] items-start gap-x-[18px] max-beside:grid-cols-[84px_minmax(0,1fr)]"
    >
      <h3 id={id} className="pt-1 font-normal text-muted">
        {label}
      </h3>
      {children}
    </section>
  )
}
