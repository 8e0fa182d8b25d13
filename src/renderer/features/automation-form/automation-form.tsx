import type { JsonObject } from '../../../shared/kernel/json.ts'
import { AsPart } from './as-part.tsx'
import { BriefPart } from './brief-part.tsx'
import { FiltersPart } from './filters-part.tsx'
import { LimitsPart } from './limits-part.tsx'
import type { PartProps } from './part.tsx'
import { ThenPart } from './then-part.tsx'
import { WhenPart } from './when-part.tsx'

export interface AutomationFormProps extends PartProps {
  readonly fields: JsonObject
  readonly when: Readonly<Record<string, string>>
  readonly others: readonly string[]
}

/** An automation's file as a form: each change is one of a field, and everything else in the file stays as it is. */
export function AutomationForm({ when, others, ...part }: AutomationFormProps) {
  return (
    <div className="flex flex-col gap-3.5">
      <WhenPart {...part} when={when} />
      <FiltersPart {...part} />
      <BriefPart {...part} />
      <AsPart {...part} />
      <LimitsPart {...part} />
      <ThenPart {...part} others={others} />
    </div>
  )
}
