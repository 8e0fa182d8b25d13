import { type ReactNode, useId } from 'react'
import { classNames } from '../lib/class-names.ts'
import { explain, type Refusal } from '../lib/refusal.ts'
import { Tooltip } from './tooltip.tsx'

export interface CheckboxProps {
  readonly label: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  /** A second, quieter line. */
  readonly hint?: ReactNode
  readonly why?: Refusal | null | undefined
  readonly className?: string | undefined
}

export function Checkbox(props: CheckboxProps) {
  return (
    <Toggle
      {...props}
      kind="checkbox"
      look="size-3.5 rounded-inner border border-faint bg-bg checked:border-text checked:bg-text checked:before:block checked:before:text-center checked:before:text-11 checked:before:leading-3 checked:before:font-bold checked:before:text-bg checked:before:content-['✓']"
    />
  )
}

/** On or off with effect at once, where a checkbox only marks. */
export function Switch(props: CheckboxProps) {
  return (
    <Toggle
      {...props}
      kind="switch"
      look="h-4 w-7 rounded-full border border-faint bg-bg before:m-[3px] before:block before:size-2 before:rounded-full before:bg-muted checked:border-text checked:bg-text checked:before:ml-[15px] checked:before:bg-bg"
    />
  )
}

interface ToggleProps extends CheckboxProps {
  readonly kind: 'checkbox' | 'switch'
  readonly look: string
}

function Toggle({ label, checked, onChange, hint, why, className, kind, look }: ToggleProps) {
  const hinted = useId()
  const reason = why === undefined || why === null ? null : explain(why)
  return (
    <label className={classNames('flex items-start gap-2', reason !== null && 'text-muted', className)}>
      <Tooltip tip={reason === null ? null : { text: reason }}>
        <input
          type="checkbox"
          role={kind === 'switch' ? 'switch' : undefined}
          checked={checked}
          aria-disabled={reason !== null || undefined}
          aria-description={reason ?? undefined}
          aria-describedby={hint === undefined ? undefined : hinted}
          onChange={(event) => reason === null && onChange(event.target.checked)}
          className={classNames('mt-0.5 shrink-0 appearance-none', look)}
        />
      </Tooltip>
      <span>
        {label}
        {hint !== undefined && (
          <span id={hinted} className="block text-12 text-muted">
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}
