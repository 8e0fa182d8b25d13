import type { ComponentType } from 'react'
import type { Negotiation } from '../../../shared/domain/negotiation/state.ts'
import type { Cluster } from '../../../shared/domain/topology/state.ts'
import { useNow } from '../../client/clock.ts'
import { capWords } from '../../lib/team-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { Meter } from '../../ui/meter.tsx'
import { Popover } from '../../ui/popover.tsx'
import { budgetUse, fullest } from './budget-use.ts'

export interface CoordinationProps {
  readonly cluster: Cluster
  readonly talk: Negotiation | undefined
  readonly name: string
  readonly Gauge: ComponentType<{ readonly negotiation: Negotiation }>
}

/** What talking has cost so far, against what it may cost. */
export function Coordination({ cluster, talk, name, Gauge }: CoordinationProps) {
  const now = useNow(10_000)
  const open = talk !== undefined && talk.state.kind !== 'settled' ? talk : undefined
  const most = fullest(cluster, open, now)
  const said = `${Math.floor(most.share * 100)} % of its ${most.name.toLowerCase()}`
  return (
    <Popover
      title={name}
      trigger={
        <Button size="small" kind="quiet" aria-label={`Coordination of ${name}: ${said} used`} tip={`${said} used`}>
          <span aria-hidden className="flex h-[3px] w-14 overflow-clip rounded-full bg-line">
            <span className="bg-peer" style={{ width: `${Math.min(100, most.share * 100)}%` }} />
          </span>
        </Button>
      }
    >
      {open !== undefined && (
        <section className="flex flex-col gap-2">
          <h3 className="text-muted wrap-anywhere">{visibleLine(open.topic)}</h3>
          <Gauge negotiation={open} />
          <p className="text-12 text-muted">{stateWords(open)}</p>
        </section>
      )}
      {talk?.state.kind === 'settled' && <p className="text-muted">{visibleLine(talk.state.because)}</p>}
      <section className="flex flex-col gap-2">
        <h3 className="text-muted">The team’s budget</h3>
        <div className="grid grid-cols-3 gap-x-6 gap-y-1.5">
          {budgetUse(cluster, now).map((use) => (
            <Meter key={use.name} {...use} />
          ))}
        </div>
        <p className="text-12 text-muted">When it is spent, the team goes back to the queue.</p>
      </section>
    </Popover>
  )
}

function stateWords(talk: Negotiation): string {
  const { state } = talk
  if (state.kind === 'asking') return 'A cap is reached, and it waits for you to settle it.'
  if (state.kind === 'arbitrating') return 'A cap is reached, and an arbiter decides.'
  return capWords(talk)
}
