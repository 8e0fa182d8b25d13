import type { Topology } from '../../../shared/domain/plan/plan.ts'
import type { Coordination } from '../../../shared/domain/topology/state.ts'
import { classNames } from '../../lib/class-names.ts'
import { topologyHints, topologyTitles } from '../../lib/team-words.ts'
import { Switch } from '../../ui/checkbox.tsx'
import { Segmented } from '../../ui/segmented.tsx'

export interface TopologyChoiceProps {
  readonly coordination: Coordination
  /** Why it is as it is: what was last switched, or came together, says so. Empty where nothing did. */
  readonly because: string
  /** Whether the reason stands behind; else before, where there is room. It is always in the tooltip. */
  readonly tell: boolean
  readonly onChange: (coordination: Coordination) => void
}

const choices = (['queue', 'adaptive', 'team'] as const).map((value) => ({ value, title: topologyTitles[value] }))

/** How work goes together, by hand and at any time. */
export function TopologyChoice({ coordination, because, tell, onChange }: TopologyChoiceProps) {
  const { topology, teams } = coordination
  const choose = (value: Topology) => onChange({ topology: value, teams })
  return (
    <div
      className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1"
      title={[topologyHints[topology], because].filter((text) => text !== '').join('\n')}
    >
      {!tell && <Reason because={because} className="hidden @min-[1100px]:inline" />}
      <Segmented label="Topology" value={topology} choices={choices} onChange={choose} />
      {topology === 'adaptive' && (
        <Switch
          label="Make teams by itself"
          checked={teams === 'automatic'}
          className="text-12 whitespace-nowrap"
          onChange={(on) => onChange({ topology, teams: on ? 'automatic' : 'ask' })}
        />
      )}
      {tell && <Reason because={because} />}
    </div>
  )
}

function Reason({ because, className }: { readonly because: string; readonly className?: string }) {
  if (because === '') return null
  return <span className={classNames('max-w-80 min-w-0 truncate text-12 text-faint', className)}>{because}</span>
}
