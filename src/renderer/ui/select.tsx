import { Select as Base } from '@base-ui/react/select'
import { classNames } from '../lib/class-names.ts'
import { explain, type Refusal } from '../lib/refusal.ts'
import { itemLook } from './menu.tsx'
import { popupLook } from './popup-look.ts'

export interface SelectOption<Value extends string> {
  readonly value: Value
  readonly title: string
  /** A second, quieter line. */
  readonly detail?: string | undefined
  readonly why?: Refusal | null | undefined
}

export interface SelectProps<Value extends string> {
  readonly label: string
  /** Whether the label stands in the button, before the value: 'Agent Scripted'. */
  readonly showLabel?: boolean | undefined
  readonly value: Value
  readonly options: readonly SelectOption<Value>[]
  readonly onChange: (value: Value) => void
  readonly className?: string | undefined
}

/** One of many choices, behind a button. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, showLabel = false, value, options, onChange, className } = props
  const chosen = options.find((option) => option.value === value)
  const change = (next: string | null) => {
    const option = options.find((candidate) => candidate.value === next)
    if (option !== undefined) onChange(option.value)
  }
  return (
    <Base.Root<string> value={value} onValueChange={change}>
      <Base.Trigger
        aria-label={`${label}: ${chosen?.title ?? 'none'}`}
        className={classNames(
          'inline-flex items-center gap-1.5 rounded border border-line bg-raised px-2.5 py-[3px] font-medium whitespace-nowrap select-none hover:border-faint',
          className,
        )}
      >
        {showLabel && <span className="font-normal text-muted">{label}</span>}
        <span className="min-w-0 truncate">{chosen?.title ?? 'None'}</span>
        <span aria-hidden className="ml-auto text-faint">
          ▾
        </span>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner
          alignItemWithTrigger={false}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Base.Popup className={classNames(popupLook, 'min-w-(--anchor-width)')}>
            <Base.List className="max-h-(--available-height) overflow-y-auto p-1">
              {options.map((option) => (
                <Option key={option.value} {...option} />
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Option({ value, title, detail, why }: SelectOption<string>) {
  const reason = why === undefined || why === null ? undefined : explain(why)
  const second = reason ?? detail
  return (
    <Base.Item
      value={value}
      label={title}
      disabled={reason !== undefined}
      className={classNames(itemLook, reason !== undefined && 'text-muted')}
    >
      <span className="flex-1">
        <Base.ItemText>{title}</Base.ItemText>
        {second !== undefined && <span className="block max-w-80 text-12 text-muted">{second}</span>}
      </span>
      <Base.ItemIndicator className="text-muted">✓</Base.ItemIndicator>
    </Base.Item>
  )
}
