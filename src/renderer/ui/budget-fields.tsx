import { NumberInput } from './number-input.tsx'

/** Tokens, US dollars and minutes of work; an absent one is no limit. */
export interface Amounts {
  readonly tokens?: number
  readonly cost?: number
  readonly minutes?: number
}

export interface BudgetFieldsProps {
  readonly label: string
  /** The label is only for screen readers: the place says what is limited. */
  readonly bare?: boolean
  readonly budget: Amounts
  readonly onChange: (budget: Amounts) => void
}

const parts = [
  { name: 'tokens', unit: 'tokens' },
  { name: 'cost', unit: 'dollars' },
  { name: 'minutes', unit: 'minutes' },
] as const

/** What may be spent at most; an empty field is no limit. */
export function BudgetFields({ label, bare = false, budget, onChange }: BudgetFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className={bare ? 'sr-only' : 'mb-1 text-12 text-muted'}>{label}</legend>
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

function changed(budget: Amounts, name: keyof Amounts, value: number | null): Amounts {
  const { [name]: _, ...others } = budget
  return value === null ? others : { ...others, [name]: value }
}
