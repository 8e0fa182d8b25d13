import type { Budget } from '../../../../shared/domain/plan/plan.ts'
import { NumberInput } from '../../../ui/number-input.tsx'

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
