import type { ComponentType } from 'react'
import type { Negotiation } from '../../../shared/domain/negotiation/state.ts'
import type { Cluster } from '../../../shared/domain/topology/state.ts'
import { useNow } from '../../client/clock.ts'
import { useModel } from '../../client/model-hooks.ts'
import { placesOf } from '../../lib/coupling-words.ts'
import { teamName, teamReason } from '../../lib/team-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { SectionHeader } from '../../ui/section-header.tsx'
import { Coordination } from './coordination.tsx'
import { Spots } from './spots.tsx'
import { TeamMenu } from './team-menu.tsx'

export interface TeamLineProps {
  readonly cluster: string
  /** What a negotiation has used of what it may. */
  readonly Gauge: ComponentType<{ readonly negotiation: Negotiation }>
}

/** The line above a team's rows: why it is one, how far its exchange is, and what can be done with it. */
export function TeamLine({ cluster: id, Gauge }: TeamLineProps) {
  const { cluster, talk } = useModel((model) => {
    const found = model.cluster.get(id)
    return { cluster: found, talk: model.negotiation.get(found?.negotiation ?? '') }
  })
  const name = useModel((model) => (cluster === undefined ? '' : teamName(model, cluster)))
  if (cluster === undefined) return null
  return (
    <SectionHeader title="Working together" detail={<Why cluster={cluster} talk={talk} name={name} />}>
      <span className="-my-1 flex items-center gap-1">
        <Coordination cluster={cluster} talk={talk} name={name} Gauge={Gauge} />
        <TeamMenu cluster={cluster} name={name} />
      </span>
    </SectionHeader>
  )
}

interface WhyProps {
  readonly cluster: Cluster
  readonly talk: Negotiation | undefined
  readonly name: string
}

function Why({ cluster, talk, name }: WhyProps) {
  const now = useNow(60_000)
  const { text, rest } = teamReason(cluster, talk, now)
  const lead = useModel((model) => {
    const member = cluster.members.find(({ task }) => task === cluster.lead)
    return member === undefined ? '' : teamName(model, { members: [member] })
  })
  const led = lead === '' ? [] : [`Led by ${lead}`]
  const whole = [name, visibleLine(cluster.because), ...placesOf(cluster.spots), ...led].join('\n')
  return (
    <span title={whole}>
      {text}
      {cluster.spots.length > 0 && ' '}
      <Spots spots={cluster.spots} />
      {`, ${rest}`}
    </span>
  )
}
