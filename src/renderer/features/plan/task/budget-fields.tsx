import { useState } from 'react'
import type { Budget } from '../../../../shared/domain/plan/plan.ts'

export interface BudgetFieldsProps {
  readonly label: string
  readonly budget: Budget
  readonly onChange: (budget: Budget) => void
}

const parts = [
  { name: 'tokens', unit: 'tokens' },
  { name: 'cost', unit: 'dollars' },
  { name: 'minutes', unit: 'minutes' },
] as const

/** What may be spent at most; an empty field is no limit. */
export function BudgetFields({ label, budget, onChange }: BudgetFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-12 text-muted">{label}</legend>
      <div className="flex flex-wrap gap-x-3 gap-y-1">
        {parts.map(({ name, unit }) => (
          <span key={name} className="flex items-center gap-1.5 text-12 text-muted">
            <NumberInput
              label={`${label}: ${unit}`}
              value={budget[name] ?? null}
              onChange={(value) => onChange(changed(budget, name, value))}
            />
            {unit}
          </span>
        ))}
      </div>
    </fieldset>
  )
}

function changed(budget: Budget, name: keyof Budget, value: number | null): Budget {
  const { [name]: _, ...others } = budget
  return value === null ? others : { ...others, [name]: value }
}

export interface NumberInputProps {
  readonly label: string
  readonly value: number | null
  readonly whole?: boolean
  readonly placeholder?: string
  readonly onChange: (value: number | null) => void
}

/** A number above zero, or none; taken when the field is left. What is no number is put back. */
export function NumberInput({ label, value, whole = false, placeholder = 'none', onChange }: NumberInputProps) {
  const [text, setText] = useState<string | null>(null)
  const keep = () => {
    setText(null)
    if (text === null) return
    const read = text.trim() === '' ? null : Number(text)
    const fits = read === null || (Number.isFinite(read) && read > 0 && (!whole || Number.isInteger(read)))
    if (fits && read !== value) onChange(read)
  }
  return (
    <input
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      placeholder={placeholder}
      value={text ?? (value === null ? '' : String(value))}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        if ((event.ctrlKey || event.metaKey) && event.key !== 'Enter') event.stopPropagation()
      }}
      className="w-16 rounded border border-line bg-bg px-2 py-[3px] text-right text-13 text-text"
    />
  )
}
