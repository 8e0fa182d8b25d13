import type { Negotiation } from '../../../../shared/domain/negotiation/state.ts'
import { useNow } from '../../../client/clock.ts'
import { gaugeOf, type Measure, sharesOf } from './gauge.ts'

/** What a negotiation has used, against what it may use at most. */
export function CoordinationGauge({ negotiation }: { readonly negotiation: Negotiation }) {
  const now = useNow(10_000)
  return (
    <div className="grid grid-cols-2 gap-x-6 gap-y-1.5">
      {gaugeOf(negotiation, now).map((measure) => (
        <Meter key={measure.name} measure={measure} />
      ))}
    </div>
  )
}

function Meter({ measure }: { readonly measure: Measure }) {
  const { name, words } = measure
  const shares = sharesOf(measure)
  return (
    <div>
      <p className="flex justify-between gap-2 text-12 whitespace-nowrap">
        <span className="text-muted">{name}</span>
        <span>{words}</span>
      </p>
      <div aria-hidden className="mt-0.5 flex h-[3px] overflow-clip rounded-full bg-line">
        <span className="bg-peer" style={{ width: `${shares.used}%` }} />
        <span className="bg-peer opacity-45" style={{ width: `${shares.reserved}%` }} />
      </div>
    </div>
  )
}
