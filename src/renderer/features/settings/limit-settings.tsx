import type { LimitSettings as Limits } from '../../../shared/settings/settings.ts'
import { useAgents } from '../../client/agents.ts'
import { useChange } from '../../client/use-change.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { BudgetFields } from '../../ui/budget-fields.tsx'
import { NumberInput } from '../../ui/number-input.tsx'
import { SettingGroup, SettingRow } from './setting-row.tsx'
import { inRange, withSlots } from './slot-limits.ts'

/** What threads of one kind may take of the executors, and what runs may start and spend. */
export function LimitSettings() {
  const { settings, failure, change } = useChange()
  const { limits } = settings
  const set = (part: Partial<Limits>) => void change({ limits: { ...limits, ...part } })
  return (
    <SettingGroup title="Limits">
      <SettingRow
        title="In one project"
        hint="Executors that threads of one project may hold at once."
        failure={failure}
      >
        <NumberInput
          label="Executors of one project"
          whole
          placeholder="all"
          value={limits.project}
          onChange={(project) => set({ project: inRange(project, 1000) })}
        />
      </SettingRow>
      <SlotRows limits={limits} onChange={set} />
      <SettingRow
        title="Waiting for review"
        hint="Threads of one run that may wait for your review before it starts anything new."
      >
        <NumberInput
          label="Threads waiting for review"
          whole
          placeholder="20"
          value={limits.review}
          onChange={(review) => set({ review: inRange(review, 10_000) ?? 20 })}
        />
      </SettingRow>
      <SettingRow title="Fan-out" hint="Tasks that one approval may start before its estimate has to be confirmed.">
        <NumberInput
          label="Tasks of a fan-out"
          whole
          placeholder="20"
          value={limits.fanOut}
          onChange={(fanOut) => set({ fanOut: inRange(fanOut, 10_000) ?? 20 })}
        />
      </SettingRow>
      <SettingRow
        title="Budget of a day"
        hint="What all runs may spend in one day (UTC). At 80 % they are asked to wind down, at the end they pause and keep everything."
      >
        <BudgetFields bare label="Budget of a day" budget={limits.day} onChange={(day) => set({ day })} />
      </SettingRow>
    </SettingGroup>
  )
}

interface SlotRowsProps {
  readonly limits: Limits
  readonly onChange: (part: Partial<Limits>) => void
}

/** One field for each agent on this machine, and for each provider behind them. */
function SlotRows({ limits, onChange }: SlotRowsProps) {
  const ready = useAgents().filter((agent) => agent.state.kind === 'ready' || limits.agents[agent.id] !== undefined)
  const named = ready.flatMap(({ provider }) => (provider === null ? [] : [provider]))
  const providers = [...new Set([...named, ...Object.keys(limits.providers)])].sort()
  return (
    <>
      {ready.length > 0 && (
        <SettingRow title="By agent" hint="Executors that threads of one agent may hold at once.">
          <Slots
            names={ready.map(({ id, name }) => [id, name])}
            slots={limits.agents}
            onChange={(agents) => onChange({ agents })}
          />
        </SettingRow>
      )}
      {providers.length > 0 && (
        <SettingRow title="By provider" hint="Executors that agents of one provider may hold together.">
          <Slots
            names={providers.map((provider) => [provider, provider])}
            slots={limits.providers}
            onChange={(next) => onChange({ providers: next })}
          />
        </SettingRow>
      )}
    </>
  )
}

interface SlotsProps {
  readonly names: readonly (readonly [id: string, name: string])[]
  readonly slots: Readonly<Record<string, number>>
  readonly onChange: (slots: Readonly<Record<string, number>>) => void
}

function Slots({ names, slots, onChange }: SlotsProps) {
  return (
    <div className="flex flex-wrap justify-end gap-x-4 gap-y-1.5">
      {names.map(([id, name]) => (
        <span key={id} className="flex items-center gap-1.5 text-12 text-muted">
          {visibleLine(name)}
          <NumberInput
            label={`Executors: ${visibleLine(name)}`}
            whole
            placeholder="all"
            value={slots[id] ?? null}
            onChange={(value) => onChange(withSlots(slots, id, inRange(value, 1000)))}
          />
        </span>
      ))}
    </div>
  )
}
