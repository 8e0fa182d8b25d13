import { Autocomplete } from '@base-ui/react/autocomplete'
import { useId, useState } from 'react'
import { classNames } from '../../lib/class-names.ts'
import { itemLook } from '../../ui/menu.tsx'
import { popupLook } from '../../ui/popup-look.ts'

export interface CompleteFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Offered, not prescribed: anything may be written. */
  readonly options: readonly string[]
  readonly placeholder?: string | undefined
  readonly invalid?: boolean | undefined
  readonly readOnly?: boolean | undefined
}

const shown = 100

/** A short text with its label before it, in the shape of a button; offers known values below. */
export function CompleteField({ label, value, onChange, options, ...look }: CompleteFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState(false)
  const [open, setOpen] = useState(false)
  // What stands there at first would hide every other value.
  const fitting = typed
    ? options.filter((option) => option.toLowerCase().includes(value.trim().toLowerCase()))
    : options
  return (
    <Autocomplete.Root
      items={fitting.slice(0, shown)}
      mode="none"
      value={value}
      readOnly={look.readOnly}
      onValueChange={(next, { reason }) => {
        // Escape steps out; it may not take what was written with it.
        if (reason === 'escape-key') return
        setTyped(true)
        onChange(next)
      }}
      // What has nothing more to offer would only hide the rest from screen readers.
      open={open && fitting.some((option) => option !== value)}
      onOpenChange={(next) => {
        setOpen(next)
        if (!next) setTyped(false)
      }}
      openOnInputClick
    >
      <label
        htmlFor={id}
        className={classNames(
          'inline-flex max-w-full items-center gap-1.5 rounded border bg-raised px-2.5 py-[3px] whitespace-nowrap hover:border-faint has-focus-visible:outline-2 has-focus-visible:outline-focus',
          look.invalid === true ? 'border-error' : 'border-line',
        )}
      >
        <span className="text-muted">{label}</span>
        <Autocomplete.Input
          id={id}
          aria-label={label}
          aria-invalid={look.invalid === true || undefined}
          placeholder={look.placeholder}
          spellCheck={false}
          className="field-sizing-content max-w-56 min-w-8 bg-transparent font-mono text-12 outline-none"
        />
      </label>
      <Autocomplete.Portal>
        <Autocomplete.Positioner sideOffset={6} align="start" collisionPadding={8} className="z-50 outline-none">
          <Autocomplete.Popup
            className={classNames(popupLook, 'max-w-[min(420px,90vw)] min-w-(--anchor-width) data-empty:hidden')}
          >
            <Autocomplete.List className="max-h-[min(240px,var(--available-height))] overflow-y-auto p-1">
              {(option: string) => (
                <Autocomplete.Item key={option} value={option} className={itemLook}>
                  <span className="min-w-0 truncate font-mono text-12">{option}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  )
}
