import type { Negotiation } from '../../../../shared/domain/negotiation/state.ts'
import { useNow } from '../../../client/clock.ts'
import { Meter } from '../../../ui/meter.tsx'
import { gaugeOf } from './gauge.ts'

/** What a negotiation has used, against what it may use at most. */
export function CoordinationGauge({ negotiation }: { readonly negotiation: Negotiation }) {
  const now = useNow(10_000)
  return (
    <div className="grid grid-cols-2 gap-x-6 gap-y-1.5">
      {gaugeOf(negotiation, now).map((measure) => (
        <Meter key={measure.name} {...measure} />
      ))}
    </div>
  )
}
