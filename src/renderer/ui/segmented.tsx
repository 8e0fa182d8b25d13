import { useId } from 'react'
import { classNames } from '../lib/class-names.ts'

export interface Choice<Value extends string> {
  readonly value: Value
  readonly title: string
}

export interface SegmentedProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly choices: readonly Choice<Value>[]
  readonly onChange: (value: Value) => void
  readonly className?: string | undefined
}

/** One of a few choices, all in view. Arrow keys choose. */
export function Segmented<Value extends string>({ label, value, choices, onChange, className }: SegmentedProps<Value>) {
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={classNames('inline-flex overflow-clip rounded border border-line', className)}
    >
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="relative px-[9px] py-0.5 whitespace-nowrap text-muted -outline-offset-2 hover:text-text has-checked:bg-raised has-checked:font-medium has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
            className="absolute inset-0 appearance-none outline-none"
          />
          {choice.title}
        </label>
      ))}
    </div>
  )
}
